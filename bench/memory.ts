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

/** What a heap snapshot finds alive, bytes. */
export interface Alive {
  /** Objects, strings, DOM, buffers. */
  readonly kept: number;
  /** What the browser made of the scripts: it compiles for minutes, and more of it where more of the processor is free. */
  readonly code: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

async function aliveOf(session: Session): Promise<Alive> {
  const parts: string[] = [];
  const end = session.listen('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.call('HeapProfiler.collectGarbage');
  await session.call('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  end();
  const { snapshot, nodes }: Snapshot = JSON.parse(parts.join(''));
  const fields = snapshot.meta.node_fields;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const codeType = snapshot.meta.node_types[0].indexOf('code');
  let [kept, code] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    const bytes = nodes[at + size] ?? 0;
    if (nodes[at + type] === codeType) code += bytes;
    else kept += bytes;
  }
  return { kept, code };
}

/** What is alive, compiled code apart: the least of several looks, since what is on its way comes and goes. */
export async function leastAlive(session: Session): Promise<Alive> {
  let least = await aliveOf(session);
  for (let i = 1; i < WEIGHINGS; i++) {
    await sleep(APART_MS);
    const next = await aliveOf(session);
    if (next.kept < least.kept) least = next;
  }
  return least;
}
