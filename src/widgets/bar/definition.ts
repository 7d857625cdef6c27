import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';
import { seriesOption } from '../refs.ts';

export const options = z.strictObject({
  series: z.array(seriesOption).check(z.minLength(1), z.maxLength(30)),
  /** Ends of the scale; absent: zero and what the readings need. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
});

export const bar = defineWidget({
  type: 'bar',
  options,
  defaultSize: { w: 5, h: 6 },
  load: () => import('./View.tsx'),
});
