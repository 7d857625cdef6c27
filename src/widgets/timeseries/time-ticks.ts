import { offsetAt } from '../../ui/zone.ts';

/**
 * Where the ticks of the time axis lie: at round times of the page's zone, also across a change of its clocks.
 * @param from epoch ms
 * @param to epoch ms
 * @param increment distance of the ticks, ms
 * @returns epoch ms, ascending
 */
export function timeTicks(from: number, to: number, increment: number): number[] {
  const ticks: number[] = [];
  let offset = offsetAt(from);
  let tick = Math.ceil((from + offset) / increment) * increment - offset;
  while (tick <= to) {
    const next = offsetAt(tick);
    // Behind a change of the clocks the round time may be earlier or later by as much as they changed.
    const moved = tick + offset - next;
    if ((tick + next) % increment !== 0 && moved > (ticks.at(-1) ?? from)) tick = moved;
    offset = offsetAt(tick);
    if (tick > to) break;
    ticks.push(tick);
    tick = Math.floor((tick + offset) / increment + 1) * increment - offset;
  }
  return ticks;
}
