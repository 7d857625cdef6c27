import { KINDS, type Kind } from './frames.ts';
import type { PerKind, Results } from './run.ts';
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

/** The figures for machines. Rates in readings a second; null where nothing was measured, a rate of 0 where none was held. */
export function toJson(results: Results): unknown {
  const at20k = results.fixed.find(({ kind, window }) => kind === 'json' && window.framesPerSecond === AT)
    ?.window.paint;
  const { soak } = results;
  const rate = (window: Window) => (window.held ? Math.round(window.rate) : 0);
  return {
    limit: eachKind(results.limit, (window) => ({ rate: rate(window) })),
    signalbox: eachKind(results.signalbox, (window) => ({
      rate: rate(window),
      lagP95Ms: round(window.lag.p95),
    })),
    at20k: {
      fps: round(at20k?.fps),
      frameGapP95Ms: round(at20k?.frameGapP95Ms),
      longTaskMsPerS: round(at20k?.longTaskMsPerS),
      paintLagP95Ms: round(at20k?.paintLagP95Ms),
    },
    bytesPerSample: round(results.bytesPerSample, 2),
    soak: soak && { startBytes: soak.startBytes, endBytes: soak.endBytes },
    firstLiveValueMs: round(results.firstLiveValueMs, 0),
    initialGzipBytes: results.initialGzipBytes,
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
      'frames/s',
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
    ...results.fixed.map(({ kind, window: { framesPerSecond, paint, lag, busy } }) => [
      kind,
      figure(framesPerSecond, 0),
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
    [
      'heap and buffers over the soak',
      soak
        ? `${figure(soak.startBytes, 0)} → ${figure(soak.endBytes, 0)} bytes in ${figure(soak.seconds, 0)} s (${figure((soak.endBytes / soak.startBytes - 1) * 100, 2)} %)`
        : '–',
    ],
    ['navigation to first live value, ms', figure(results.firstLiveValueMs, 0)],
    ['JavaScript of the first dashboard, gzip bytes', figure(results.initialGzipBytes, 0)],
    ...results.costs.map(({ what, value, unit }) => [what, `${figure(value, 2)} ${unit}`]),
  ]);
  return `${results.browser}\n\n${rates}\n\n${fixed}\n\n${rest}`;
}
