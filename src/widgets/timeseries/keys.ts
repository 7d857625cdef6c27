import type { KeyLine } from '../../ui/keys.ts';

/** What keys do in a chart that has the focus. */
export type ChartDeed = 'pan' | 'point' | 'zoom' | 'pause' | 'live' | 'reset';

const SIDEWAYS = ['ArrowLeft', 'ArrowRight'] as const;

/** Every key of a chart. */
export const CHART_KEYS: readonly KeyLine<ChartDeed>[] = [
  { deed: 'pan', text: 'Go back and forth in time', presses: [{ keys: SIDEWAYS }] },
  { deed: 'point', text: 'Point at readings', presses: [{ held: ['Shift'], keys: SIDEWAYS }] },
  // On many keyboards the plus is the equals sign with Shift.
  { deed: 'zoom', text: 'Look closer, or at more', presses: [{ keys: ['+', '=', '-'] }] },
  { deed: 'pause', text: 'Stop, or go on live', presses: [{ keys: [' '] }] },
  { deed: 'live', text: 'Go on live', presses: [{ keys: ['End'] }] },
  { deed: 'reset', text: 'Back to the window chosen before', presses: [{ keys: ['0', 'Escape'] }] },
];
