import { KINDS, type Kind } from './frames.ts';
import type { PerKind, Results, Soak } from './run.ts';
import { shortfallOf } from './shortfall.ts';
import type { Window } from './window.ts';

const AT = 20_000;

function round(value: number | undefined, digits = 1): number | null {
  return value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(digits));
}

function eachKind<Value>(windows: PerKind<Window>, pick: (window: Window) => Value): PerKind<Value> {
  const picked: PerKind<Value> = {};
  for (const kind of KINDS) {
    const window = windows[kind];
    if (window) picked[kind] = pick(window);
  }
  return picked;
}

/** What was drawn at 20,000 frames a second: losing frames makes drawing easier, so it counts only where they were sent and taken in. */
function at20k(results: Results) {
  const window = results.fixed.find(
    ({ kind, window: { framesPerSecond } }) => kind === 'json' && framesPerSecond === AT,
  )?.window;
  const why = window ? shortfallOf(window) : 'not measured';
  const paint = why === null ? window?.paint : null;
  return {
    fps: round(paint?.fps),
    slowestFps: round(paint?.slowestFps),
    frameGapP95Ms: round(paint?.frameGapP95Ms),
    longTaskMsPerS: round(paint?.longTaskMsPerS),
    paintLagP95Ms: round(paint?.paintLagP95Ms),
    ...(why !== null && { why }),
  };
}

function soakFigures({ startBytes, endBytes, seconds, shortfall }: Soak) {
  const counts = shortfall === null;
  return {
    startBytes: counts ? startBytes : null,
    endBytes: counts ? endBytes : null,
    seconds: round(seconds, 0),
    ...(!counts && { why: shortfall }),
  };
}

/**
 * The figures for machines. Rates in readings a second; null where nothing was measured, or not what was to be measured (`why` says it),
 * a rate of 0 where none was held.
 */
export function toJson(results: Results): unknown {
  const { soak } = results;
  const rate = (window: Window) => (window.held ? Math.round(window.rate) : 0);
  return {
    limit: eachKind(results.limit, (window) => ({ rate: rate(window) })),
    signalbox: eachKind(results.signalbox, (window) => ({
      rate: rate(window),
      lagP95Ms: round(window.lag.p95),
    })),
    at20k: at20k(results),
    bytesPerSample: round(results.bytesPerSample, 2),
    soak: soak && soakFigures(soak),
    firstLiveValueMs: round(results.firstLiveValueMs, 0),
    initialGzipBytes: results.initialGzipBytes,
    ...(results.quick && { quick: true }),
  };
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function figure(value: number | undefined | null, digits = 1): string {
  if (value === undefined || value === null || !Number.isFinite(value)) return '–';
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

function cpuPerReading(window: Window | undefined): string {
  return window?.busy ? figure((window.busy.worker / window.rate) * 1e6, 2) : '–';
}

function rateRow(kind: Kind, limit: Window | undefined, page: Window | undefined): string[] {
  const cell = (window: Window | undefined) =>
    window ? `${figure(window.rate, 0)}${window.held ? '' : ' (not held)'}` : '–';
  const ratio = limit?.held && page?.held ? figure(page.rate / limit.rate, 2) : '–';
  return [
    kind,
    cell(limit),
    figure(limit?.lag.p95),
    cell(page),
    figure(page?.lag.p95),
    ratio,
    cpuPerReading(limit),
    cpuPerReading(page),
  ];
}

const QUICK = 'A quick run: its windows are too short for figures that are worth keeping.';

function list(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')];
}

/** What stood in the way where no rate was held. */
function notHeld(results: Results): string[] {
  const all = [
    ['the limit', results.limit],
    ['Signalbox', results.signalbox],
  ] as const;
  return list(
    all.flatMap(([who, windows]) =>
      KINDS.flatMap((kind) => {
        const window = windows[kind];
        if (!window || window.held) return [];
        const why = shortfallOf(window) ?? 'it was all taken in, but too late';
        return [`${kind}, ${who}: nothing was held; in the last window ${why}.`];
      }),
    ),
  );
}

/** Rows that are not figures of the rate that was wanted. */
function fellShort(results: Results): string[] {
  return list(
    results.fixed.flatMap(({ kind, window }) => {
      const why = shortfallOf(window);
      const wanted = `${kind} at ${figure(window.framesPerSecond, 0)} frames/s`;
      return why === null ? [] : [`${wanted} counts for nothing: ${why}.`];
    }),
  );
}

function soakCell({ startBytes, endBytes, seconds, shortfall }: Soak): string {
  if (shortfall !== null) return `– (${shortfall})`;
  const growth = figure((endBytes / startBytes - 1) * 100, 2);
  return `${figure(startBytes, 0)} → ${figure(endBytes, 0)} bytes in ${figure(seconds, 0)} s (${growth} %)`;
}

/** The tables for people, in Markdown. */
export function toText(results: Results): string {
  const rates = table([
    [
      'Highest rate held',
      'limit, readings/s',
      'lag p95, ms',
      'Signalbox, readings/s',
      'lag p95, ms',
      'ratio',
      'limit, µs/reading',
      'Signalbox, µs/reading',
    ],
    ...KINDS.map((kind) => rateRow(kind, results.limit[kind], results.signalbox[kind])),
  ]);
  const fixed = table([
    [
      'At a fixed rate',
      'frames/s wanted',
      'readings/s sent',
      'taken in',
      'lost',
      'drawn/s',
      'slowest chart, drawn/s',
      'frame gap p95, ms',
      'long tasks, ms/s',
      'send to painted p50, ms',
      'p95, ms',
      'send to store p95, ms',
      'main thread busy',
      'worker busy',
    ],
    ...results.fixed.map(({ kind, window: { framesPerSecond, rate, takenRate, lost, paint, lag, busy } }) => [
      kind,
      figure(framesPerSecond, 0),
      figure(rate, 0),
      figure(takenRate, 0),
      figure(lost, 0),
      figure(paint?.fps),
      figure(paint?.slowestFps),
      figure(paint?.frameGapP95Ms),
      figure(paint?.longTaskMsPerS),
      figure(paint?.paintLagP50Ms),
      figure(paint?.paintLagP95Ms),
      figure(lag.p95),
      busy ? `${figure(busy.main * 100, 0)} %` : '–',
      busy ? `${figure(busy.worker * 100, 0)} %` : '–',
    ]),
  ]);
  const { soak } = results;
  const rest = table([
    ['Other figures', 'value'],
    ['bytes a retained raw sample', figure(results.bytesPerSample, 2)],
    ['heap and buffers over the soak', soak ? soakCell(soak) : '–'],
    ['navigation to first live value, ms', figure(results.firstLiveValueMs, 0)],
    ['JavaScript of the first dashboard, gzip bytes', figure(results.initialGzipBytes, 0)],
    ...results.costs.map(({ what, value, unit, shortfall }) => [
      what,
      shortfall === null ? `${figure(value, 2)} ${unit}` : `– (${shortfall})`,
    ]),
  ]);
  const parts = [results.browser, ...(results.quick ? [QUICK] : []), rates, ...notHeld(results)];
  return [...parts, fixed, ...fellShort(results), rest].join('\n\n');
}
