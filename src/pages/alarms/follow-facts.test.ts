import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AlarmFacts } from '../../model/alarm.ts';
import { followFacts } from './follow-facts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const facts = (problem: string): AlarmFacts => ({
  rules: 1,
  role: 'technician',
  journal: { entries: 10, days: 1 },
  problem,
});

it('What goes wrong with keeping alarms is told while the page is open, once, until it is well again', async () => {
  let problem = '';
  const ask = vi.fn(async () => facts(problem));
  // The engine is just being started again.
  ask.mockRejectedValueOnce(new Error('no answer'));
  const told: string[] = [];
  const leave = followFacts(ask, (one) => told.push(one.problem));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['']);
  problem = 'full';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['', 'full']);
  problem = '';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['', 'full', '']);
  leave();
  problem = 'full';
  const times = ask.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toHaveLength(3);
  expect(ask).toHaveBeenCalledTimes(times);
});
