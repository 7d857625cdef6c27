import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { emptyDashboard } from '../../dashboards/schema.ts';
import { type Documents, followDocuments } from './documents.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A host whose files answer when, and as, a test says. */
function host() {
  const waiting = new Map<string, (response: Response) => void>();
  vi.stubGlobal('fetch', (source: string, { signal }: { signal: AbortSignal }) => {
    return new Promise<Response>((resolve, reject) => {
      waiting.set(source, resolve);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  return async (source: string, status = 200) => {
    waiting.get(source)?.(new Response(JSON.stringify(emptyDashboard(source, source)), { status }));
    await vi.advanceTimersByTimeAsync(0);
  };
}

/** What a wall is told of the dashboards of its playlist, in a short form. */
function follow(...sources: readonly string[]) {
  const told: (readonly [documents: string, problems: number, isWhole: boolean])[] = [];
  const end = followDocuments(sources, ({ documents, problems, isWhole }: Documents) => {
    told.push([[...documents.keys()].join(' '), problems.length, isWhole]);
  });
  return { told, end };
}

it('The first dashboard of a playlist is there as soon as it has come, however long the others take', async () => {
  const answer = host();
  const { told } = follow('a', 'b', 'c', 'a');
  await answer('b');
  expect(told).toEqual([]);
  await answer('a');
  expect(told).toEqual([['a', 0, false]]);
  await answer('c');
  expect(told).toEqual([
    ['a', 0, false],
    ['a b c', 0, true],
  ]);
});

it('A host that takes a request and never answers keeps no wall blank: it is given up, left out, and asked again soon', async () => {
  const answer = host();
  const { told } = follow('silent', 'b');
  await answer('b');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([['b', 1, true]]);
  await vi.advanceTimersByTimeAsync(20_000);
  await answer('silent');
  await answer('b');
  expect(told.at(-1)).toEqual(['silent b', 0, true]);
});

it('One that cannot be fetched later stays as it was', async () => {
  const answer = host();
  const { told } = follow('a', 'b');
  await answer('a');
  await answer('b');
  await vi.advanceTimersByTimeAsync(300_000);
  await answer('a', 503);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toEqual([
    ['a', 0, false],
    ['a b', 0, true],
  ]);
});

it('None is told of before all have failed, and nothing any more once it has ended', async () => {
  const answer = host();
  const { told, end } = follow('a', 'b');
  await answer('a', 404);
  expect(told).toEqual([]);
  await answer('b', 404);
  expect(told).toEqual([['', 2, true]]);
  await vi.advanceTimersByTimeAsync(20_000);
  end();
  await answer('a');
  await answer('b');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(told).toHaveLength(1);
});

it('The end of the page is no fault, while the first are still asked for', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  host();
  const { told, end } = follow('a', 'b');
  end();
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve, 0));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(told).toEqual([]);
});
