import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ViewAnswer } from '../model/view.ts';
import { AnswerDesk } from './answer-desk.ts';

const ANSWER: ViewAnswer = { kind: 'latest', id: 1, times: new Float64Array(0), values: new Float64Array(0) };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The page's credit, given `waited` ms ago. */
function ready(waited = 0) {
  return { type: 'ready', at: performance.timeOrigin + performance.now() - waited, charts: 12 } as const;
}

/** A desk whose answers take `costMs` of work; `news` says whether there is anything to answer. */
function setUp(costMs: number) {
  const state = { hasNews: true, sent: 0, looks: 0 };
  const desk = new AnswerDesk(
    {
      open() {},
      close() {},
      answers() {
        state.looks += 1;
        if (!state.hasNews) return { answers: [], transfer: [] };
        vi.advanceTimersByTime(costMs);
        return { answers: [ANSWER], transfer: [] };
      },
    },
    () => {
      state.sent += 1;
    },
  );
  return { desk, state };
}

describe('the desk that answers the page', () => {
  it('answers once for each credit', () => {
    const { desk, state } = setUp(0);
    desk.start();
    vi.advanceTimersByTime(100);
    expect(state.sent).toBe(0);
    desk.take(ready());
    vi.advanceTimersByTime(100);
    expect(state.sent).toBe(1);
    desk.take(ready());
    expect(state.sent).toBe(2);
  });

  it('says nothing before it has been opened, and everything asked before right then', () => {
    const { desk, state } = setUp(0);
    desk.take(ready());
    vi.advanceTimersByTime(100);
    expect(state.sent).toBe(0);
    desk.start();
    expect(state.sent).toBe(1);
  });

  it('looks again soon when there was nothing to say', () => {
    const { desk, state } = setUp(0);
    state.hasNews = false;
    desk.start();
    desk.take(ready());
    vi.advanceTimersByTime(30);
    expect(state.sent).toBe(0);
    state.hasNews = true;
    vi.advanceTimersByTime(12);
    expect(state.sent).toBe(1);
  });

  /** Answers in the second that follows, when the page asks again after each. */
  function perSecond(costMs: number, waited: number): number {
    const { desk, state } = setUp(costMs);
    desk.start();
    const run = (ms: number) => {
      for (const end = performance.now() + ms; performance.now() < end; vi.advanceTimersByTime(1)) {
        const before = state.sent;
        desk.take(ready(waited));
        if (state.sent === before) continue;
      }
    };
    run(3000);
    const before = state.sent;
    run(1000);
    return state.sent - before;
  }

  it('answers every display frame while the machine keeps up', () => {
    expect(perSecond(4, 6)).toBeGreaterThan(60);
  });

  it('answers less often the longer answers take or questions wait, but goes on', () => {
    const slow = perSecond(10, 6);
    const slower = perSecond(10, 12);
    expect(slow).toBeLessThan(30);
    expect(slower).toBeLessThan(slow);
    expect(perSecond(10, 10_000)).toBeGreaterThanOrEqual(3);
  });

  it('is quiet once it has been closed', () => {
    const { desk, state } = setUp(0);
    state.hasNews = false;
    desk.start();
    desk.take(ready());
    desk.stop();
    vi.advanceTimersByTime(100);
    expect(state.looks).toBe(1);
  });
});
