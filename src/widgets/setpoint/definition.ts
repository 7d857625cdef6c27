import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';
import { actuatorOption } from '../refs.ts';

export const options = z.strictObject({
  actuator: actuatorOption,
  /** What the device takes; absent: any number. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  step: z.optional(z.number().check(z.positive())),
  unit: z._default(z.string(), ''),
  ...guardOptions,
});

export const setpoint = defineWidget({
  type: 'setpoint',
  options,
  defaultSize: { w: 3, h: 5 },
  load: () => import('./View.tsx'),
});
