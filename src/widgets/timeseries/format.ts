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

/** Labels of a value axis: as many decimals as the distance of its ticks needs. */
export function valueLabels(splits: readonly number[], increment: number): string[] {
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(increment) + 1e-9)));
  return splits.map((value) => value.toFixed(decimals));
}
