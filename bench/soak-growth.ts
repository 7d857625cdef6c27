import type { Alive } from './memory.ts';

/** What may be kept more at the end than after the warm-up. */
const MOST_GROWTH = 0.01;
/** Buffers that page and engine hand to each other are kept up to a number, most of them of 16 and 32 kB; bytes. */
const MOST_HANDED_OVER = 4 * 2 ** 20;

/** What page and engine hold. */
export interface Held {
  readonly page: Alive;
  readonly engine: Alive;
  readonly nodes: number;
  readonly listeners: number;
  readonly sockets: number | null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MB`;
}

function handedOver({ page, engine }: Held): number {
  return page.handedOver + engine.handedOver;
}

/** Writes down what was held at both times. @returns what has grown by more than it may, or could not be counted; each by itself, so that nothing hides behind what shrank */
export function report(start: Held, end: Held): readonly string[] {
  const rows = [
    ['heap of the page', start.page.kept, end.page.kept, megabytes],
    ['heap of the engine', start.engine.kept, end.engine.kept, megabytes],
    ['DOM nodes', start.nodes, end.nodes, String],
    ['event listeners', start.listeners, end.listeners, String],
    ['open sockets', start.sockets ?? Number.NaN, end.sockets ?? Number.NaN, String],
  ] as const;
  // What the browser makes of the scripts is not ours, and how many buffers wait to be used again is told by the moment.
  const code = ['(code, compiled)', ({ page, engine }: Held) => page.code + engine.code] as const;
  const handed = ['(handed over)', handedOver] as const;
  const apart = [code, handed].map(([what, of]) => [what, of(start), of(end), megabytes] as const);
  for (const [what, before, after, write] of [...rows, ...apart]) {
    const growth = after / before - 1;
    const said = Number.isNaN(growth) ? '–' : `${growth >= 0 ? '+' : ''}${(growth * 100).toFixed(2)} %`;
    console.log(
      `${what.padEnd(20)}${write(before).padStart(12)}${write(after).padStart(12)}${said.padStart(12)}`,
    );
  }
  const wrong = handedOver(end) > MOST_HANDED_OVER ? ['buffers handed over: more than are ever kept'] : [];
  const leaks = rows
    .filter(([, before, after]) => !(after <= before * (1 + MOST_GROWTH)))
    .map(([what, before, after]) =>
      Number.isNaN(after / before)
        ? `${what}: could not be counted here`
        : `${what}: more than ${MOST_GROWTH * 100} % more, something leaks`,
    );
  return [...wrong, ...leaks];
}
