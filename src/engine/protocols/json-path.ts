import { isObject } from './payload.ts';

/** Looks one place of a parsed payload up. */
type Lookup = (payload: unknown) => unknown;

/** `$`, `$.a.b`, `$['a b'].c`, `$.list[0]`: names and positions only, no wildcards, no expressions. `$$` begins at the whole frame. */
const PATH = /^\$\$?((\.[\w-]+)|(\['[^']+'\])|(\[\d+\]))*$/;
const STEP = /\.([\w-]+)|\['([^']+)'\]|\[(\d+)\]/g;

/** Whether a text is a path this understands. */
export function isPath(text: string): boolean {
  return PATH.test(text);
}

/**
 * Compiles a path once, so that following it a reading costs a few property reads.
 * @param path as {@link isPath} accepts it
 */
function compilePath(path: string): Lookup {
  const steps = [...path.matchAll(STEP)].map(
    ([, plain, quoted, position]) => plain ?? quoted ?? Number(position),
  );
  if (steps.length === 1 && typeof steps[0] === 'string') {
    const [key] = steps;
    return (payload) => (isObject(payload) && Object.hasOwn(payload, key) ? payload[key] : undefined);
  }
  return (payload) => {
    let at: unknown = payload;
    for (const step of steps) {
      if (typeof step === 'number') at = Array.isArray(at) ? at[step] : undefined;
      else at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    }
    return at;
  };
}

/** The name a path ends with; undefined where it ends at the root or at a position. */
export function lastName(path: string): string | undefined {
  const last = [...path.matchAll(STEP)].at(-1);
  return last?.[1] ?? last?.[2];
}

/** The path of a list whose entries `[*]` may stand for. */
export function withoutStar(path: string): string {
  return path.endsWith('[*]') ? path.slice(0, -3) : path;
}

/** Finds one thing of a reading, given the reading and the whole frame. */
export type Place = (reading: unknown, frame: unknown) => unknown;

/** Compiles a path, or a fixed name. */
export function place(text: string): Place {
  if (text.startsWith('=')) {
    const name = text.slice(1);
    return () => name;
  }
  const find = compilePath(text);
  return text.startsWith('$$') ? (_reading, frame) => find(frame) : find;
}
