import { expect, it } from 'vitest';
import { fetchProtocols, findProtocol } from './index.ts';
import { protocolShapes } from './shapes.ts';

it('Each protocol that the configuration knows is found by its id once it has been fetched, and no other', async () => {
  await fetchProtocols(['no such protocol', 'toString']);
  await fetchProtocols(protocolShapes.map(({ id }) => id));
  for (const { id } of protocolShapes) expect(findProtocol(id)).toMatchObject({ id });
  expect(findProtocol('no such protocol')).toBeUndefined();
  expect(findProtocol('toString')).toBeUndefined();
});
