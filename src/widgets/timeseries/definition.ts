import * as z from 'zod/mini';
import { defineWidget } from '../definition.ts';
import { seriesOption } from '../refs.ts';
import { windowOption } from '../window.ts';

export const options = z.strictObject({
  series: z.array(seriesOption).check(z.minLength(1), z.maxLength(50)),
  /** A window of its own; absent: the dashboard's. */
  window: z.optional(windowOption),
});

export const timeseries = defineWidget({
  type: 'timeseries',
  name: 'Chart',
  description: 'Readings of one or more series over time, live.',
  options,
  defaultSize: { w: 6, h: 7 },
  load: () => import('./View.tsx'),
});
