import { alarmMarks, alarmThresholds, subscribeAlarms } from '../../live/index.ts';
import type { AlarmPriority, JournalEntry } from '../../model/alarm.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { t } from '../../ui/text.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { toAxes } from './axes.ts';
import type { Chart } from './chart.ts';
import type { Limit } from './limit-option.ts';
import type { Decoration, PlotSeries } from './plot.ts';

/** What happens at once is looked up at once, but no more often than this. */
const PAUSE_MS = 1_000;
/** CSS pixels. */
const MARK = 9;
const LINE_OPACITY = 0.55;
const WORD_PX = 10;
/** A word beside a mark is cut behind so many characters. */
const WORD_CHARACTERS = 16;

/** The limits that rules set for some series, each for the axis of its series; none of a series whose unit is not known yet. */
export async function limitsOfRules(
  refs: readonly SeriesRef[],
  facts: readonly PlotSeries[],
): Promise<readonly Limit[]> {
  const found = await alarmThresholds(refs);
  const keys = refs.map(seriesKey);
  const axes = toAxes(facts).filter(({ state }) => !state);
  return found.flatMap(({ series, level, at, priority }) => {
    const index = keys.indexOf(seriesKey(series));
    const axis = axes.find(({ members }) => members.includes(index));
    // Once its unit has come it would lie on another one, up to when this has been asked for again.
    if (!axis || (axis.unit === '' && facts[index]?.isUnheard)) return [];
    // Without a unit it would be one of the first axis, whatever that is of.
    return [{ at, label: `${t(level)} ${formatAsWritten(at)}`, priority, unit: axis.unit }];
  });
}

/** As much of an element as is needed to find the widget around it. */
interface Around {
  closest(selector: string): Pick<HTMLElement, 'dataset'> | null;
}

/**
 * Marks in a chart when alarms of its series began and ended, and goes on doing so until the signal. Puts the number of those that are
 * painted on the nearest widget region around `host` as `data-alarm-marks`.
 */
export function markAlarms(
  chart: Pick<Chart, 'decorate'>,
  host: Around,
  refs: readonly SeriesRef[],
  navigator: Pick<TimeNavigator, 'store'>,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const region = host.closest('[data-widget]');
  const keys = new Set(refs.map(seriesKey));
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    timer = undefined;
    lastAt = Date.now();
    const { spanMs, until } = navigator.store.getState().range;
    const end = until ?? lastAt + PAUSE_MS;
    const marks = await alarmMarks(refs, end - spanMs, end);
    if (signal.aborted) return;
    chart.decorate(marks.length > 0 ? (...canvas) => count(paintMarks(marks, ...canvas)) : null);
    if (marks.length === 0) count(0);
  }

  /** Of what is painted, so that nobody takes for marked what is not. */
  function count(painted: number): void {
    const text = String(painted);
    if (region && region.dataset.alarmMarks !== text) region.dataset.alarmMarks = text;
  }

  function touch(): void {
    timer ??= setTimeout(() => look().catch(() => undefined), Math.max(0, lastAt + PAUSE_MS - Date.now()));
  }

  const leaves = [
    subscribeAlarms((alarms, journal) => {
      const own: (string | number | null)[] = [journal];
      for (const alarm of alarms.values()) {
        if (keys.has(seriesKey(alarm))) own.push(alarm.id, alarm.raisedAt, alarm.returnedAt);
      }
      const text = own.join(' ');
      if (text === told && lastAt > 0) return;
      told = text;
      touch();
    }),
    navigator.store.subscribe(touch),
  ];
  signal.addEventListener('abort', () => {
    for (const leave of leaves) leave();
    clearTimeout(timer);
  });
}

/**
 * A line where an alarm began or ended, with the shape of its priority on top: filled where it began, hollow where it ended. Beside the
 * beginning of a state that is told in words stands the word, which no line of the chart shows.
 * @returns how many are in the window
 */
function paintMarks(
  marks: readonly JournalEntry[],
  ...[ctx, box, map, theme, ratio]: Parameters<Decoration>
): number {
  const size = MARK * ratio;
  let painted = 0;
  for (const { at, priority, event, limit } of marks) {
    const x = map.left + (at - map.timeAtLeft) * map.pixelsPerMs;
    if (x < box.left || x > box.left + box.width) continue;
    painted += 1;
    const colour = theme.alarms[priority];
    ctx.strokeStyle = colour;
    ctx.fillStyle = event === 'raised' ? colour : 'transparent';
    ctx.lineWidth = ratio;
    ctx.globalAlpha = LINE_OPACITY;
    ctx.setLineDash(event === 'raised' ? [] : [2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, box.top + size);
    ctx.lineTo(x, box.top + box.height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineWidth = 1.5 * ratio;
    ctx.beginPath();
    outline(ctx, priority, x, box.top + ratio, size);
    ctx.fill();
    ctx.stroke();
    if (typeof limit === 'string' && event === 'raised') {
      const isCut = limit.length > WORD_CHARACTERS;
      ctx.font = theme.font.replace(/^\d+px/, `${WORD_PX * ratio}px`);
      ctx.fillStyle = theme.ink;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'top';
      ctx.fillText(isCut ? `${limit.slice(0, WORD_CHARACTERS)}…` : limit, x + size, box.top + ratio);
    }
  }
  return painted;
}

/** The shapes of the alarm list, so that a mark reads in black and white. */
function outline(
  ctx: CanvasRenderingContext2D,
  priority: AlarmPriority,
  x: number,
  top: number,
  size: number,
): void {
  const half = size / 2;
  switch (priority) {
    case 'critical':
      ctx.moveTo(x, top);
      ctx.lineTo(x + half, top + size);
      ctx.lineTo(x - half, top + size);
      break;
    case 'high':
      ctx.moveTo(x, top);
      ctx.lineTo(x + half, top + half);
      ctx.lineTo(x, top + size);
      ctx.lineTo(x - half, top + half);
      break;
    case 'medium':
      ctx.arc(x, top + half, half, 0, 2 * Math.PI);
      break;
    case 'low':
      ctx.rect(x - half, top, size, size);
      break;
  }
  ctx.closePath();
}
