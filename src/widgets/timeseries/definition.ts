import * as z from 'zod/mini';
import { roomOnLine } from '../../live/first.ts';
import { defineWidget } from '../definition.ts';
import { seriesOption } from '../refs.ts';
import { windowOption } from '../time/presets.ts';
import { limitOption } from './limit-option.ts';

export const options = z.strictObject({
  series: z.array(seriesOption).check(z.minLength(1), z.maxLength(50)),
  /** A window of its own; absent: the dashboard's. */
  window: z.optional(windowOption),
  /** Lines and bands that tell good values from bad ones. */
  limits: z.optional(z.array(limitOption).check(z.maxLength(16))),
  /** Draws the limits that alarm rules set for the series, too. */
  alarmLimits: z.optional(z.boolean()),
});

export const timeseries = defineWidget({
  type: 'timeseries',
  options,
  defaultSize: { w: 6, h: 7 },
  // The largest of all: on a slow line numbers and switches come first.
  async load() {
    await roomOnLine();
    return import('./View.tsx');
  },
});
