import * as z from 'zod/mini';
import { guardOptions } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';

const name = z.string().check(z.minLength(1));

export const options = z.strictObject({
  connection: name,
  device: name,
  /** The property that holds the interval. */
  property: z._default(name, 'publish-interval'),
  /** The longest interval, seconds. */
  max: z._default(z.number().check(z.positive()), 3600),
  ...guardOptions,
});

export const interval = defineWidget({
  type: 'interval',
  options,
  defaultSize: { w: 3, h: 4 },
  load: () => import('./View.tsx'),
});
