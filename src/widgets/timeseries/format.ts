const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const withSeconds = new Intl.DateTimeFormat(undefined, { ...CLOCK, second: '2-digit' });
const withMinutes = new Intl.DateTimeFormat(undefined, CLOCK);
const withDay = new Intl.DateTimeFormat(undefined, { ...CLOCK, day: '2-digit', month: '2-digit' });

/** Time of day with seconds, e.g. 14:03:09. */
export function clockTime(time: number): string {
  return withSeconds.format(time);
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Labels of the time axis, as fine as the distance of its ticks asks for. */
export function timeLabels(splits: readonly number[], incrementMs: number): string[] {
  const format = incrementMs < MINUTE ? withSeconds : incrementMs < DAY ? withMinutes : withDay;
  return splits.map((time) => format.format(time));
}

const MOST_DECIMALS = 6;

/** Labels of a value axis: as many decimals as its ticks need to be told apart and to be true. */
export function valueLabels(splits: readonly number[], increment: number): string[] {
  let decimals = 0;
  while (decimals < MOST_DECIMALS && !isWhole(increment * 10 ** decimals)) decimals++;
  return splits.map((value) => value.toFixed(decimals));
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6;
}
