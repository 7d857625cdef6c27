import type { TestStep } from '../../model/connection-test.ts';

/** Steps of a connection's test, as they stand. */
export const waiting = (step: TestStep['step']): TestStep => ({
  step,
  state: 'waiting',
  found: '',
  advice: '',
});
export const running = (step: TestStep['step'], found: string): TestStep => ({
  step,
  state: 'running',
  found,
  advice: '',
});
export const ok = (step: TestStep['step'], found: string): TestStep => ({
  step,
  state: 'ok',
  found,
  advice: '',
});
export const failed = (step: TestStep['step'], found: string, advice: string): TestStep => ({
  step,
  state: 'failed',
  found,
  advice,
});
