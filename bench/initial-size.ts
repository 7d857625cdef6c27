import { gzipSync } from 'node:zlib';
import type { Subject } from './subject.ts';

/** Gzip size of every script the page has loaded so far, its worker's included, bytes. */
export async function initialGzipBytes(subject: Subject): Promise<number> {
  const list = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\.js(\\?|$)/.test(name))`;
  const [ofPage, ofWorker, self] = await Promise.all([
    subject.page.evaluate<string[]>(list),
    subject.worker.evaluate<string[]>(list),
    subject.worker.evaluate<string>('location.href'),
  ]);
  let bytes = 0;
  for (const address of new Set([...ofPage, ...ofWorker, self])) {
    const response = await fetch(address);
    bytes += gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length;
  }
  return bytes;
}
