import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';
import { seriesOption } from '../refs.ts';

export const options = z.strictObject({
  series: seriesOption,
  /** Fixed decimals; absent: as many as the readings show. */
  decimals: z.optional(z.int().check(z.minimum(0), z.maximum(6))),
  /** The last minutes as a small line beside the number. */
  sparkline: z._default(z.boolean(), true),
});

export const stat = defineWidget({
  type: 'stat',
  options,
  defaultSize: { w: 3, h: 4 },
  load: () => import('./View.tsx'),
});
