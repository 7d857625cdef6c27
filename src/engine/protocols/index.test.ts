import { expect, it } from 'vitest';
import { findProtocol, protocols } from './index.ts';

it('finds each protocol by its id', () => {
  expect(protocols.map(({ id }) => id)).toEqual([
    'drogue',
    'kamea',
    'webchannel',
    'streambed',
    'clown-talk',
    'json',
  ]);
  for (const protocol of protocols) expect(findProtocol(protocol.id)).toBe(protocol);
  expect(findProtocol('mqtt')).toBeUndefined();
});
