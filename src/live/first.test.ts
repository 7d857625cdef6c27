import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { snapshot } from '../model/connection.fixture.ts';
import { linksMade } from './first.ts';
import { liveStore, takeNews } from './store.ts';

const SERIES = {
  connection: 'bridge',
  device: 'd',
  quantity: 'q',
  unit: '',
  kind: 'number',
  staleAfterMs: 1_000,
  decimals: 0,
  history: [],
} as const;

beforeEach(() => {
  vi.useFakeTimers();
  liveStore.setState(liveStore.getInitialState(), true);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Looks whether what can wait may come now. */
async function isTime(waited: Promise<void>): Promise<boolean> {
  return await Promise.race([waited.then(() => true), Promise.resolve().then(() => false)]);
}

it('keeps what can wait waiting when readings of before are back and no link has been begun yet', async () => {
  const waited = linksMade();
  takeNews({ series: [SERIES] });
  expect(await isTime(waited)).toBe(false);
  takeNews({ connections: [snapshot({ status: 'connecting' })] });
  expect(await isTime(waited)).toBe(false);
  takeNews({ connections: [snapshot()] });
  await waited;
});
