import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';

const name = z.string().check(z.minLength(1));

export const options = z.strictObject({
  connection: name,
  /** Absent: the person names it, where the back end takes orders for any device. */
  device: z.optional(name),
  /** Absent: what the back end fixes (`set`, `publish`), or the person names it. */
  property: z.optional(name),
  /** What the field holds at first. */
  payload: z._default(z.json(), {}),
  ...guardOptions,
});

export const json = defineWidget({
  type: 'json',
  options,
  defaultSize: { w: 4, h: 6 },
  load: () => import('./View.tsx'),
});
