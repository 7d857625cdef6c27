import type { Browser, OpenPage } from './browser.ts';
import type { Kind } from './frames.ts';
import type { PageServer, Shown } from './page-server.ts';
import type { Sender } from './sender.ts';

/** Who receives: the bare limit, or the page. */
export type Who = 'limit' | 'signalbox';

/** What both workers answer to `figures()`. */
export interface Figures {
  readonly time: number;
  readonly frames: number;
  readonly readings: number;
  readonly lost: number;
  readonly series?: number;
  readonly samples?: number;
  readonly bytes?: number;
}

/** A receiver that is open and connected. */
export interface Subject extends OpenPage {
  readonly who: Who;
  readonly kind: Kind;
  figures(): Promise<Figures>;
}

/** What the bench works with. */
export interface Stage {
  readonly browser: Browser;
  readonly server: PageServer;
  readonly sender: Sender;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits for a condition, asked every 20 ms. @throws Error after `ms`. */
export async function until(what: string, ms: number, condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await condition()) return;
  throw new Error(`${what} did not come within ${ms} ms.`);
}

/** Opens a receiver for one kind of frames. Signalbox shows its twelve charts, without readings yet. */
export async function openSubject(
  stage: Stage,
  who: Who,
  kind: Kind,
  shown: Shown = { window: '5m' },
  before?: string,
): Promise<Subject> {
  const { browser, server, sender } = stage;
  server.show(kind, shown, sender.port);
  const path = who === 'limit' ? `limit.html?kind=${kind}&port=${sender.port}` : '';
  const open = await browser.open(`${server.origin}/${path}`, before);
  const subject: Subject = {
    ...open,
    who,
    kind,
    figures: () => open.worker.evaluate<Figures>('figures()'),
  };
  await until('The receiver', 15_000, async () => {
    const ready = await open.worker
      .evaluate<boolean>('typeof figures === "function" && figures() !== null')
      .catch(() => false);
    return ready;
  });
  await sleep(500);
  return subject;
}

const MINUTES_5 = 300_000;

/**
 * Fills `spanMs`, which ended `agoMs` before now, with `moments` readings of each series. Frames of a kind that holds no times count as of their arrival,
 * so the worker's clock is turned back meanwhile; what is measured later runs on the clock as it was.
 */
export async function fillPast(
  stage: Stage,
  subject: Subject,
  series: number,
  moments: number,
  { spanMs = MINUTES_5, agoMs = 0 }: { readonly spanMs?: number; readonly agoMs?: number } = {},
): Promise<number> {
  const { kind, worker } = subject;
  const to = Date.now() - agoMs;
  const from = to - spanMs;
  const before = (await subject.figures()).readings;
  const turned = kind === 'clown-talk';
  if (turned) {
    await worker.evaluate(
      `{ const real = Date.now; let asked = 0; globalThis.turnClock = () => { Date.now = real; };
         Date.now = () => Math.min(real(), ${from} + ${(to - from) / moments} * asked++); }`,
    );
  }
  const { readings } = await stage.sender.order({ do: 'past', kind, series, from, to, moments });
  await until('The past', 60_000, async () => (await subject.figures()).readings - before >= readings);
  if (turned) await worker.evaluate('turnClock()');
  return readings;
}
