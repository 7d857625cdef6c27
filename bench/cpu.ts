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

function childrenOf(pid: number): number[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  // Each thread has the children that it started.
  const own = readdirSync(tasks).flatMap((tid) => read(`${tasks}/${tid}/children`).split(' '));
  return own
    .filter((child) => child !== '')
    .flatMap((child) => [Number(child), ...childrenOf(Number(child))]);
}

/** What a process of Chromium is: its type, or that of its service. */
function roleOf(pid: number): string {
  const line = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return /--utility-sub-type=(\S+)/.exec(line)?.[1] ?? /--type=(\S+)/.exec(line)?.[1] ?? 'browser';
}

/**
 * Processor seconds so far of every thread of a browser and of the sender, by `process: thread`; threads of one name together. Empty
 * elsewhere than on Linux.
 */
export function threadSeconds(browser: number, sender: number): Map<string, number> {
  const seconds = new Map<string, number>();
  for (const pid of [browser, ...childrenOf(browser), sender]) {
    const tasks = `/proc/${pid}/task`;
    if (!existsSync(tasks)) continue;
    const role = pid === sender ? 'generator' : roleOf(pid);
    for (const tid of readdirSync(tasks)) {
      const name = `${role}: ${read(`${tasks}/${tid}/comm`).trim()}`;
      seconds.set(name, (seconds.get(name) ?? 0) + secondsOf(read(`${tasks}/${tid}/stat`)));
    }
  }
  return seconds;
}
