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
  /**
   * Buffers that came from the other side, page or engine: columns that are drawn, and those handed back to be used again (`spent-buffers.ts`, which
   * keeps 64 at most). How many there are is told by how many were on their way at once.
   */
  readonly handedOver: number;
  /** What the browser made of the scripts: it compiles for minutes, and more of it where more of the processor is free. */
  readonly code: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
      readonly edge_fields: readonly string[];
    };
  };
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly strings: readonly string[];
}

async function aliveOf(session: Session): Promise<Alive> {
  const parts: string[] = [];
  const end = session.listen('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => parts.push(chunk));
  await session.call('HeapProfiler.collectGarbage');
  await session.call('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  end();
  const { snapshot, nodes, edges, strings }: Snapshot = JSON.parse(parts.join(''));
  const { node_fields: fields, edge_fields: edgeFields } = snapshot.meta;
  const [type, name, size, count] = ['type', 'name', 'self_size', 'edge_count'].map((one) =>
    fields.indexOf(one),
  );
  const [edgeName, edgeTo] = ['name_or_index', 'to_node'].map((one) => edgeFields.indexOf(one));
  const types = snapshot.meta.node_types[0];
  const [codeType, nativeType] = [types.indexOf('code'), types.indexOf('native')];
  // The browser's own object stands for a buffer only where it came by a message: one that a script has made is the script's.
  const [bufferName, storeName] = [strings.indexOf('ArrayBuffer'), strings.indexOf('backing_store')];
  let [kept, handedOver, code] = [0, 0, 0];
  let edge = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    const field = (which = 0) => nodes[at + which] ?? 0;
    if (field(type) === codeType) code += field(size);
    else kept += field(size);
    const isHandedOver = field(type) === nativeType && field(name) === bufferName;
    for (let left = field(count); left > 0; left--, edge += edgeFields.length)
      if (isHandedOver && edges[edge + (edgeName ?? 0)] === storeName)
        handedOver += nodes[(edges[edge + (edgeTo ?? 0)] ?? 0) + (size ?? 0)] ?? 0;
  }
  return { kept: kept - handedOver, handedOver, code };
}

/** How often what is alive is looked at, and how long apart; the least counts, since what is on its way comes and goes. */
const LOOKS = 12;
const LOOKS_APART_MS = 1_000;

/** What is alive, compiled code and buffers that were handed over apart: the least of several looks. */
export async function leastAlive(session: Session): Promise<Alive> {
  let least = await aliveOf(session);
  for (let i = 1; i < LOOKS; i++) {
    await sleep(LOOKS_APART_MS);
    const next = await aliveOf(session);
    if (next.kept < least.kept) least = next;
  }
  return least;
}
