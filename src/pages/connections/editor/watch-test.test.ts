import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionTest, TestStep } from '../../../model/connection-test.ts';
import { later } from '../../../ui/language.ts';
import { watchTest } from './watch-test.ts';

beforeAll(later(async () => undefined));
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const SETTINGS = {
  id: 'c',
  name: 'Bridge',
  protocol: 'clown-talk',
  transport: 'websocket',
  url: 'ws://host/',
  credentials: { kind: 'none' },
  staleAfterMs: 30_000,
  silenceLimitMs: 45_000,
  commandRole: 'technician',
  history: true,
  options: {},
} as const;

function step(name: TestStep['step'], state: TestStep['state']): TestStep {
  return { step: name, state, found: '', advice: '' };
}

function under(state: TestStep['state'], isOver = false): ConnectionTest {
  return { steps: [step('reachable', 'ok'), step('signed-in', state)], frames: [], isOver };
}

/** Watches a test that is, look after look, as said. */
function watched(looks: readonly (ConnectionTest | null | Error)[]) {
  let look = 0;
  const endTest = vi.fn(async () => undefined);
  const seen: ConnectionTest[] = [];
  const problems: string[] = [];
  const tools = {
    startTest: async () => 'test',
    async lookAtTest() {
      const next = looks[look++] ?? null;
      if (next instanceof Error) throw next;
      return next;
    },
    endTest,
  };
  const stop = watchTest(
    async () => tools,
    { settings: SETTINGS, typed: null },
    { seen: (test) => seen.push(test), failed: (problem) => problems.push(problem) },
  );
  return { seen, problems, endTest, stop, looked: () => look };
}

describe('a test that is watched', () => {
  it('is told until it is over, and ends then', async () => {
    const { seen, problems, endTest } = watched([under('running'), under('running'), under('ok', true)]);
    await vi.runAllTimersAsync();
    expect(seen.map(({ isOver }) => isOver)).toEqual([false, false, true]);
    expect(problems).toEqual([]);
    expect(endTest).toHaveBeenCalledTimes(1);
  });

  it('is over where it is lost meanwhile: nothing of it is under way any more, and the person hears what to do', async () => {
    const { seen, problems } = watched([under('running'), null]);
    await vi.runAllTimersAsync();
    expect(seen.at(-1)).toEqual({ ...under('unclear'), isOver: true });
    expect(problems).toEqual(['The test was interrupted. Test again.']);
  });

  it('could not be run where the engine does not answer', async () => {
    const { problems } = watched([under('running'), new Error('gone')]);
    await vi.runAllTimersAsync();
    expect(problems).toEqual(['The test could not be run. Check the network, then try again.']);
  });

  it('is told no more once nobody watches', async () => {
    const { seen, problems, endTest, stop, looked } = watched([under('running'), under('running'), null]);
    await vi.advanceTimersByTimeAsync(0);
    stop();
    await vi.runAllTimersAsync();
    expect([seen.length, problems, looked()]).toEqual([1, [], 1]);
    expect(endTest).toHaveBeenCalledTimes(1);
  });
});
