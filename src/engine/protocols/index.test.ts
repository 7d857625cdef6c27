import { expect, it } from 'vitest';
import { findProtocol, protocols } from './index.ts';

it('finds each protocol by its id, which no other has', () => {
  expect(protocols.length).toBeGreaterThan(0);
  for (const protocol of protocols) expect(findProtocol(protocol.id)).toBe(protocol);
  expect(findProtocol('no such protocol')).toBeUndefined();
});
