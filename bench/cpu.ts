import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Ticks a second in /proc; 100 on every Linux that matters. */
const TICKS_PER_SECOND = 100;

function secondsOf(stat: string): number {
  // The name may hold spaces; fields are counted after its closing bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Processor seconds of the renderer that has a worker: its main thread's and its workers'. Read from /proc, so the browser does nothing
 * for it; null where there is none.
 */
export function cpuOf(pids: readonly number[]): { main: number; worker: number } | null {
  for (const pid of pids) {
    const tasks = `/proc/${pid}/task`;
    if (!existsSync(tasks)) continue;
    let worker = 0;
    let found = false;
    for (const tid of readdirSync(tasks)) {
      if (!read(`${tasks}/${tid}/comm`).startsWith('DedicatedWorker')) continue;
      found = true;
      worker += secondsOf(read(`${tasks}/${tid}/stat`));
    }
    if (found) return { main: secondsOf(read(`${tasks}/${pid}/stat`)), worker };
  }
  return null;
}
