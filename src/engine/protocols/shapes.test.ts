import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { protocolShapes } from './shapes.ts';

it('The options of each protocol can be described as a JSON schema', () => {
  for (const { options } of protocolShapes)
    expect(() => z.toJSONSchema(options(), { io: 'input' })).not.toThrow();
});
