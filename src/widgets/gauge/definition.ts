import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';
import { seriesOption } from '../refs.ts';

export const options = z.strictObject({
  series: seriesOption,
  min: z._default(z.number(), 0),
  max: z._default(z.number(), 100),
  decimals: z.optional(z.int().check(z.minimum(0), z.maximum(6))),
});

export const gauge = defineWidget({
  type: 'gauge',
  options,
  defaultSize: { w: 3, h: 6 },
  load: () => import('./View.tsx'),
});
