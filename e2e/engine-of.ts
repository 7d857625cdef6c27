import type { Page, Worker } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The engine that runs, or the next one where `lost` is gone already. */
export async function engineOf(page: Page, lost?: Worker): Promise<Worker> {
  await expect.poll(() => page.workers().filter((one) => one !== lost).length, { timeout: 30_000 }).toBe(1);
  const engine = page.workers().find((one) => one !== lost);
  if (!engine) throw new Error('The page has no engine.');
  return engine;
}

/** Lets an engine fall silent for good. It waits rather than spins, for the pages beside it are under test, too. */
export async function hang(engine: Worker): Promise<void> {
  await engine.evaluate(() => {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    setTimeout(() => Atomics.wait(new Int32Array(buffer), 0, 0));
  });
}

/** Lets something fail in an engine that nobody expected. */
export async function crash(engine: Worker): Promise<void> {
  await engine.evaluate(() => {
    setTimeout(() => {
      throw new Error('out of order');
    });
  });
}
