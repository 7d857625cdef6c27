import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { protocols } from './index.ts';
import { protocolShapes } from './shapes.ts';

it('The configuration knows the protocols that the engine speaks, and no others', () => {
  expect(protocolShapes.map(({ id }) => id)).toEqual(protocols.map(({ id }) => id));
});

it('The options of each protocol can be described as a JSON schema', () => {
  for (const { options } of protocolShapes)
    expect(() => z.toJSONSchema(options(), { io: 'input' })).not.toThrow();
});
