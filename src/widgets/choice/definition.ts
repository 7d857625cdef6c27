import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';
import { actuatorOption } from '../refs.ts';

export const options = z.strictObject({
  actuator: actuatorOption,
  /** What can be chosen; absent: what the back end says the actuator takes. */
  choices: z.optional(z.array(z.string()).check(z.minLength(2), z.maxLength(20))),
  ...guardOptions,
});

export const choice = defineWidget({
  type: 'choice',
  options,
  defaultSize: { w: 4, h: 4 },
  load: () => import('./View.tsx'),
});
