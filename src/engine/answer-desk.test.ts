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
    desk.take({ type: 'ready' });
    vi.advanceTimersByTime(100);
    expect(state.sent).toBe(1);
    desk.take({ type: 'ready' });
    expect(state.sent).toBe(2);
  });

  it('says nothing before it has been opened, and everything asked before right then', () => {
    const { desk, state } = setUp(0);
    desk.take({ type: 'ready' });
    vi.advanceTimersByTime(100);
    expect(state.sent).toBe(0);
    desk.start();
    expect(state.sent).toBe(1);
  });

  it('looks again soon when there was nothing to say', () => {
    const { desk, state } = setUp(0);
    state.hasNews = false;
    desk.start();
    desk.take({ type: 'ready' });
    vi.advanceTimersByTime(30);
    expect(state.sent).toBe(0);
    state.hasNews = true;
    vi.advanceTimersByTime(12);
    expect(state.sent).toBe(1);
  });

  it('leaves half of the time to readings when answers take long', () => {
    const { desk, state } = setUp(10);
    desk.start();
    const end = performance.now() + 1000;
    desk.take({ type: 'ready' });
    while (performance.now() < end) {
      const before = state.sent;
      desk.take({ type: 'ready' });
      if (state.sent === before) vi.advanceTimersByTime(1);
    }
    expect(state.sent).toBeGreaterThanOrEqual(47);
    expect(state.sent).toBeLessThanOrEqual(60);
  });

  it('is quiet once it has been closed', () => {
    const { desk, state } = setUp(0);
    state.hasNews = false;
    desk.start();
    desk.take({ type: 'ready' });
    desk.stop();
    vi.advanceTimersByTime(100);
    expect(state.looks).toBe(1);
  });
});
