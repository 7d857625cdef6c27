import type { Session } from './browser.ts';
import { type Subject, sleep } from './subject.ts';

async function bytesOf(session: Session): Promise<number> {
  // Twice: what the first one finalises is given back by the second.
  await session.call('HeapProfiler.collectGarbage');
  await session.call('HeapProfiler.collectGarbage');
  const {
    usedSize,
    backingStorageSize = 0,
    embedderHeapUsedSize = 0,
  } = await session.call('Runtime.getHeapUsage');
  return usedSize + backingStorageSize + embedderHeapUsedSize;
}

/** How often memory is weighed; the lightest counts, since what is on its way between page and worker comes and goes. */
const WEIGHINGS = 5;
const APART_MS = 400;

async function lightestOf(session: Session): Promise<number> {
  let lightest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < WEIGHINGS; i++) {
    await sleep(APART_MS);
    lightest = Math.min(lightest, await bytesOf(session));
  }
  return lightest;
}

/** Heap and buffers in use after garbage collections, bytes. */
export async function memoryOf({
  page,
  worker,
}: Pick<Subject, 'page' | 'worker'>): Promise<{ readonly page: number; readonly worker: number }> {
  return { page: await lightestOf(page), worker: await lightestOf(worker) };
}
