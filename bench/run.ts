/** All measurements, one after the other; each stands on its own. */
import { KINDS, type Kind } from './frames.ts';
import { initialGzipBytes } from './initial-size.ts';
import { memoryOf } from './memory.ts';
import { SESSION } from './page-server.ts';
import { fillPast, openSubject, type Stage, type Subject, sleep, until, type Who } from './subject.ts';
import { firstGuess, highestHeld, measure, type Search, type Window } from './window.ts';

const SERIES = 50;
const MINUTE_MS = 60_000;

/** How long and how deep is measured. */
export interface Plan {
  readonly search: Search;
  readonly fixedSeconds: number;
  readonly soakSeconds: number;
  /** Whether the store is filled to its bound before the soak, so that only what leaks can grow. */
  readonly soakFull: boolean;
  /** Readings of each series whose memory is weighed. */
  readonly weighed: number;
  /** Readings of each series in the five minutes before the clock starts. */
  readonly past: number;
  /** Fixed rates, frames a second. */
  readonly fixed: readonly number[];
  /** Kinds measured at the fixed rates. */
  readonly fixedKinds: readonly Kind[];
  readonly costs: boolean;
}

export type PerKind<Value> = Partial<Record<Kind, Value>>;

/** What a run has found. */
export interface Results {
  readonly browser: string;
  readonly limit: PerKind<Window>;
  readonly signalbox: PerKind<Window>;
  readonly fixed: { readonly kind: Kind; readonly window: Window }[];
  firstLiveValueMs: number;
  initialGzipBytes: number;
  bytesPerSample: number;
  soak: { readonly startBytes: number; readonly endBytes: number; readonly seconds: number } | null;
  readonly costs: { readonly what: string; readonly value: number; readonly unit: string }[];
}

/** Says what is being done; the table comes at the end. */
export type Say = (text: string) => void;

const FIRST_VALUE = `{
  const look = () => {
    if (document.querySelector('[data-widget][data-last]')) globalThis.firstValue = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

async function measureStart(stage: Stage, results: Results): Promise<void> {
  await stage.sender.order({ do: 'trickle', kind: 'json', series: SERIES });
  const subject = await openSubject(
    stage,
    'signalbox',
    'json',
    { window: '5m', signedIn: true },
    SESSION + FIRST_VALUE,
  );
  await until('A live value', 15_000, () =>
    subject.page.evaluate<boolean>('globalThis.firstValue !== undefined'),
  );
  results.firstLiveValueMs = await subject.page.evaluate<number>('firstValue');
  results.initialGzipBytes = await initialGzipBytes(subject);
  await subject.close();
}

async function withSubject<Value>(
  stage: Stage,
  who: Who,
  kind: Kind,
  work: (subject: Subject) => Promise<Value>,
): Promise<Value> {
  const subject = await openSubject(stage, who, kind);
  try {
    return await work(subject);
  } finally {
    await subject.close();
    await sleep(200);
  }
}

function found({ rate, held, lag }: Window): string {
  return `${Math.round(rate)} readings/s${held ? '' : ', not held'}, p95 of the lag ${Math.round(lag.p95)} ms`;
}

async function measureRates(stage: Stage, plan: Plan, kind: Kind, results: Results, say: Say): Promise<void> {
  results.limit[kind] = await withSubject(stage, 'limit', kind, (subject) =>
    highestHeld(stage, subject, firstGuess(kind), plan.search),
  );
  say(`${kind}: limit ${found(results.limit[kind])}`);
  results.signalbox[kind] = await withSubject(stage, 'signalbox', kind, async (subject) => {
    await fillPast(stage, subject, SERIES, plan.past);
    return highestHeld(stage, subject, results.limit[kind]?.framesPerSecond ?? firstGuess(kind), plan.search);
  });
  say(`${kind}: Signalbox ${found(results.signalbox[kind])}`);
  const best = results.signalbox[kind];
  if (!best.held || best.rate <= results.limit[kind].rate) return;
  // The limit cannot be below what more work was done at: something else held it up when it was looked for.
  const again = await withSubject(stage, 'limit', kind, (subject) =>
    highestHeld(stage, subject, best.framesPerSecond, plan.search),
  );
  if (again.held && again.rate > results.limit[kind].rate) results.limit[kind] = again;
  say(`${kind}: limit, looked for again ${found(again)}`);
}

async function measureFixed(stage: Stage, plan: Plan, kind: Kind, results: Results, say: Say): Promise<void> {
  for (const framesPerSecond of plan.fixed) {
    const window = await withSubject(stage, 'signalbox', kind, async (subject) => {
      await fillPast(stage, subject, SERIES, plan.past);
      await measure(stage, subject, framesPerSecond, 1);
      return measure(stage, subject, framesPerSecond, plan.fixedSeconds);
    });
    results.fixed.push({ kind, window });
    say(`${kind}: ${framesPerSecond} frames/s, ${window.paint?.fps.toFixed(1)} drawn a second`);
  }
}

/** Bytes a sample, then the soak with memory filled to its bound, so that only what leaks can grow. */
async function measureMemory(stage: Stage, plan: Plan, results: Results, say: Say): Promise<void> {
  await withSubject(stage, 'signalbox', 'json', async (subject) => {
    // Series, code and buffers of the link exist before the first weighing.
    await fillPast(stage, subject, SERIES, 200, { agoMs: 20 * MINUTE_MS });
    const light = await memoryOf(subject);
    const before = (await subject.figures()).samples ?? 0;
    await fillPast(stage, subject, SERIES, plan.weighed, { agoMs: 10 * MINUTE_MS });
    const heavy = await memoryOf(subject);
    const samples = ((await subject.figures()).samples ?? 0) - before;
    results.bytesPerSample = (heavy.worker - light.worker) / samples;
    say(`memory: ${results.bytesPerSample.toFixed(1)} bytes a sample of ${samples}`);
    if (plan.soakFull) await fillPast(stage, subject, SERIES, 100_000);
    await measure(stage, subject, 5000, Math.min(60, plan.soakSeconds / 2));
    const start = await memoryOf(subject);
    await measure(stage, subject, 5000, plan.soakSeconds);
    const end = await memoryOf(subject);
    results.soak = {
      startBytes: start.page + start.worker,
      endBytes: end.page + end.worker,
      seconds: plan.soakSeconds,
    };
    say(`soak: ${start.page + start.worker} → ${end.page + end.worker} bytes`);
  });
}

async function measureCosts(
  stage: Stage,
  results: Results,
  windows: readonly [string, string],
  say: Say,
): Promise<void> {
  for (const series of [100, 1000, 10_000]) {
    const micros = await withSubject(stage, 'signalbox', 'json-batch', async (subject) => {
      await fillPast(stage, subject, series, Math.max(4, 60_000 / series));
      const window = await measure(stage, subject, 500, 5, series);
      // What was not taken in cost nothing.
      if (!window.held) return Number.NaN;
      return ((window.busy?.worker ?? Number.NaN) / window.rate) * 1e6;
    });
    results.costs.push({ what: `a reading with ${series} series`, value: micros, unit: 'µs of the worker' });
    say(`cost of a reading with ${series} series: ${micros.toFixed(2)} µs`);
  }
  for (const name of windows) {
    // So few that most of a day is roll-ups.
    const subject = await openSubject(stage, 'signalbox', 'json', {
      window: name,
      maxSamplesPerSeries: 3000,
    });
    await fillPast(stage, subject, SERIES, 12_000, { spanMs: SPANS_MS[name] ?? 300_000 });
    // Enough for something newer in every frame, and so little that taking it in costs next to nothing beside them.
    const window = await measure(stage, subject, 500, 8);
    await subject.close();
    const frames = window.paint?.fps ?? Number.NaN;
    const millis =
      (((window.busy?.main ?? Number.NaN) + (window.busy?.worker ?? Number.NaN)) / frames) * 1000;
    results.costs.push({ what: `a frame of a ${name} window`, value: millis, unit: 'ms of page and worker' });
    say(`cost of a frame, ${name} window: ${millis.toFixed(2)} ms`);
  }
}

const SPANS_MS: Readonly<Record<string, number>> = { '1m': 60_000, '15m': 900_000, '24h': 86_400_000 };

/** Runs everything the plan asks for. `kinds`: those whose limits are looked for. */
export async function runAll(
  stage: Stage,
  plan: Plan,
  kinds: readonly Kind[],
  windows: readonly [string, string],
  say: Say,
): Promise<Results> {
  const results: Results = {
    browser: stage.browser.version,
    limit: {},
    signalbox: {},
    fixed: [],
    firstLiveValueMs: Number.NaN,
    initialGzipBytes: Number.NaN,
    bytesPerSample: Number.NaN,
    soak: null,
    costs: [],
  };
  await measureStart(stage, results);
  for (const kind of KINDS) if (kinds.includes(kind)) await measureRates(stage, plan, kind, results, say);
  for (const kind of plan.fixedKinds)
    if (kinds.includes(kind)) await measureFixed(stage, plan, kind, results, say);
  await measureMemory(stage, plan, results, say);
  if (plan.costs) await measureCosts(stage, results, windows, say);
  return results;
}
