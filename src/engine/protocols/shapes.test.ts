import { expect, it } from 'vitest';
import { protocols } from './index.ts';
import { protocolShapes } from './shapes.ts';

it('The configuration knows the protocols that the engine speaks, and no others', () => {
  expect(protocolShapes.map(({ id }) => id)).toEqual(protocols.map(({ id }) => id));
  expect(protocolShapes.map(({ options }) => options)).toEqual(protocols.map(({ options }) => options));
});
