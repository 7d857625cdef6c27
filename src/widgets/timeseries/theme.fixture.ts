import type { ChartTheme } from './theme.ts';

/** A theme whose colours can be told apart by their names. */
export const CHART_THEME: ChartTheme = {
  scale: 1,
  ink: 'black',
  ground: 'white',
  hairline: 'grey',
  series: ['blue'],
  alarms: { critical: 'red', high: 'orange', medium: 'yellow', low: 'magenta' },
  font: '11px sans-serif',
};
