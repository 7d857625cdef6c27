import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';
import { actuatorOption } from '../refs.ts';

export const options = z.strictObject({
  actuator: actuatorOption,
  /** What a press orders. */
  value: z._default(z.json(), true),
  /** A second order follows; absent: a press is one order. */
  pulse: z.optional(
    z.strictObject({
      /** Milliseconds from the first order to the second. */
      ms: z.number().check(z.minimum(50), z.maximum(60_000)),
      release: z._default(z.json(), false),
    }),
  ),
  /** On the button; absent: “Press”. */
  label: z._default(z.string().check(z.minLength(1)), 'Press'),
  ...guardOptions,
});

export const button = defineWidget({
  type: 'button',
  options,
  defaultSize: { w: 3, h: 4 },
  load: () => import('./View.tsx'),
});
