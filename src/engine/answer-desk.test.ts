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
  return {
    type: 'ready',
    at: performance.timeOrigin + performance.now() - waited,
    charts: 12,
    spent: [],
  } as const;
}

/** A desk whose answers take `costMs` of work; `news` says whether there is anything to answer. */
function setUp(costMs: number) {
  const state = { hasNews: true, sent: 0, looks: 0, turns: 0 };
  const desk = new AnswerDesk(
    {
      open() {},
      close() {},
      takeBack() {},
      answers(_charts, turns) {
        state.looks += 1;
        state.turns = turns;
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

  /** Answers in the second that follows, when the page asks again after each, and how many turns they take. */
  function asked(costMs: number, waited: number): { readonly perSecond: number; readonly turns: number } {
    const { desk, state } = setUp(costMs);
    desk.start();
    const run = (ms: number) => {
      for (const end = performance.now() + ms; performance.now() < end; vi.advanceTimersByTime(1)) {
        desk.take(ready(waited));
      }
    };
    run(3000);
    const before = state.sent;
    run(1000);
    return { perSecond: state.sent - before, turns: state.turns };
  }

  it('answers every display frame while the machine keeps up, about all charts', () => {
    const { perSecond, turns } = asked(4, 4);
    expect(perSecond).toBeGreaterThan(60);
    expect(turns).toBe(1);
  });

  it('answers about fewer charts first, the longer answers take or questions wait', () => {
    expect([8, 10, 13].map((waited) => asked(4, waited).turns)).toEqual([2, 3, 4]);
    expect(asked(4, 11).perSecond).toBeGreaterThan(60);
  });

  it('then answers less often, but goes on', () => {
    const slow = asked(10, 16).perSecond;
    const slower = asked(10, 26).perSecond;
    expect(slow).toBeLessThan(30);
    expect(slower).toBeLessThan(slow);
    expect(asked(10, 10_000).perSecond).toBeGreaterThanOrEqual(3);
  });

  it.each([3_600_000, 300, -300, -3_600_000])(
    'keeps its pace where its clock and the page’s are apart, as after a sleep: by %i ms',
    (apart) => {
      expect(asked(4, apart).turns).toBe(1);
      expect(asked(4, apart).perSecond).toBeGreaterThan(60);
    },
  );

  it('sees all the same how long questions wait then, once one has not waited', () => {
    for (const apart of [0, 3_600_000, -3_600_000]) {
      const { desk, state } = setUp(4);
      desk.start();
      for (let n = 0; n < 500; n++) {
        desk.take(ready(apart + (n === 0 ? 0 : 13)));
        vi.advanceTimersByTime(60);
      }
      expect(state.turns).toBe(4);
    }
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
