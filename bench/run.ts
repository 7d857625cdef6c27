/** All measurements, one after the other; each stands on its own. */
import { KINDS, type Kind } from './frames.ts';
import { initialGzipBytes } from './initial-size.ts';
import { memoryOf } from './memory.ts';
import { SESSION } from './page-server.ts';
import { firstGuess, highestHeld, type Measure, type Search } from './search.ts';
import { shortfallOf } from './shortfall.ts';
import { fillPast, openSubject, type Stage, type Subject, sleep, until, type Who } from './subject.ts';
import { measure, type Window } from './window.ts';

const SERIES = 50;
const MINUTE_MS = 60_000;

/** How long and how deep is measured. */
export interface Plan {
  /** Too short for figures that are worth keeping: it shows that the bench works. */
  readonly quick: boolean;
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
  readonly quick: boolean;
  readonly limit: PerKind<Window>;
  readonly signalbox: PerKind<Window>;
  readonly fixed: { readonly kind: Kind; readonly window: Window }[];
  firstLiveValueMs: number;
  initialGzipBytes: number;
  bytesPerSample: number;
  soak: Soak | null;
  readonly costs: Cost[];
}

/** Bytes before and after readings have come for a while. */
export interface Soak {
  readonly startBytes: number;
  readonly endBytes: number;
  /** How long they came. */
  readonly seconds: number;
  /** Why the bytes say nothing, if they do. */
  readonly shortfall: string | null;
}

/** What one thing costs; no number where the window it comes from was not what it should be. */
interface Cost {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly shortfall: string | null;
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

function found(window: Window): string {
  const { rate, held, lag } = window;
  const shortfall = shortfallOf(window);
  return `${Math.round(rate)} readings/s${held ? '' : ', not held'}, p95 of the lag ${Math.round(lag.p95)} ms${shortfall === null ? '' : ` (${shortfall})`}`;
}

/** Windows of one receiver. */
const measuring =
  (stage: Stage, subject: Subject): Measure =>
  (framesPerSecond, seconds) =>
    measure(stage, subject, framesPerSecond, seconds);

/** A cost as it was found, but not where the rate was not held: what was not taken in cost nothing. */
function costOf(what: string, unit: string, window: Window, value: number): Cost {
  const shortfall = window.held ? null : (shortfallOf(window) ?? 'the rate was not held');
  return { what, unit, value: shortfall === null ? value : Number.NaN, shortfall };
}

function told({ what, unit, value, shortfall }: Cost): string {
  return `cost of ${what}: ${shortfall ?? `${value.toFixed(2)} ${unit}`}`;
}

async function measureRates(stage: Stage, plan: Plan, kind: Kind, results: Results, say: Say): Promise<void> {
  results.limit[kind] = await withSubject(stage, 'limit', kind, (subject) =>
    highestHeld(measuring(stage, subject), firstGuess(kind), plan.search),
  );
  say(`${kind}: limit ${found(results.limit[kind])}`);
  results.signalbox[kind] = await withSubject(stage, 'signalbox', kind, async (subject) => {
    await fillPast(stage, subject, SERIES, plan.past);
    const start = results.limit[kind]?.framesPerSecond ?? firstGuess(kind);
    return highestHeld(measuring(stage, subject), start, plan.search);
  });
  say(`${kind}: Signalbox ${found(results.signalbox[kind])}`);
  const best = results.signalbox[kind];
  if (!best.held || best.rate <= results.limit[kind].rate) return;
  // The limit cannot be below what more work was done at: something else held it up when it was looked for.
  const again = await withSubject(stage, 'limit', kind, (subject) =>
    highestHeld(measuring(stage, subject), best.framesPerSecond, plan.search),
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
    const shortfall = shortfallOf(window);
    say(
      `${kind}: ${framesPerSecond} frames/s, ${window.paint?.fps.toFixed(1)} drawn a second${shortfall === null ? '' : ` (${shortfall})`}`,
    );
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
    const window = await measure(stage, subject, 5000, plan.soakSeconds);
    const end = await memoryOf(subject);
    results.soak = {
      startBytes: start.page + start.worker,
      endBytes: end.page + end.worker,
      seconds: window.sentSeconds,
      shortfall: shortfallOf(window),
    };
    const { startBytes, endBytes, shortfall } = results.soak;
    say(
      `soak: ${startBytes} → ${endBytes} bytes${shortfall === null ? '' : `, worth nothing: ${shortfall}`}`,
    );
  });
}

async function measureCosts(
  stage: Stage,
  results: Results,
  windows: readonly [string, string],
  say: Say,
): Promise<void> {
  for (const series of [100, 1000, 10_000]) {
    const cost = await withSubject(stage, 'signalbox', 'json-batch', async (subject) => {
      await fillPast(stage, subject, series, Math.max(4, 60_000 / series));
      const window = await measure(stage, subject, 500, 5, series);
      const micros = ((window.busy?.worker ?? Number.NaN) / window.rate) * 1e6;
      return costOf(`a reading with ${series} series`, 'µs of the worker', window, micros);
    });
    results.costs.push(cost);
    say(told(cost));
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
    const cost = costOf(`a frame of a ${name} window`, 'ms of page and worker', window, millis);
    results.costs.push(cost);
    say(told(cost));
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
    quick: plan.quick,
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
