import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';
import { actuatorOption, seriesOption } from '../refs.ts';

export const options = z.strictObject({
  /** In percent, 0 to 100. */
  series: seriesOption,
  /** A reported property that says in words what is being done. */
  message: z.optional(actuatorOption),
});

export const progress = defineWidget({
  type: 'progress',
  options,
  defaultSize: { w: 4, h: 4 },
  load: () => import('./View.tsx'),
});
