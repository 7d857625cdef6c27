import type { Session } from './browser.ts';
import type { Subject } from './subject.ts';

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

/** Heap and buffers in use after a garbage collection, bytes. */
export async function memoryOf({
  page,
  worker,
}: Subject): Promise<{ readonly page: number; readonly worker: number }> {
  return { page: await bytesOf(page), worker: await bytesOf(worker) };
}
