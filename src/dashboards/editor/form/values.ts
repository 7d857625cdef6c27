import * as z from 'zod/mini';
import { problemsOf } from '../../../model/problems.ts';

/** A place in options: names of objects, indices of lists. */
export type Path = readonly (string | number)[];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a place; undefined where nothing does. */
export function valueAt(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value) && typeof step === 'number') return valueAt(value[step], rest);
  if (isObject(value) && Object.hasOwn(value, step)) return valueAt(value[step], rest);
  return undefined;
}

/** The same with something else at a place. What is undefined is taken out. Nothing given is changed. */
export function withValueAt(value: unknown, [step, ...rest]: Path, next: unknown): unknown {
  if (step === undefined) return next;
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const changed = withValueAt(list[step], rest, next);
    if (changed === undefined) return list.filter((_, index) => index !== step);
    return step < list.length ? list.with(step, changed) : [...list, changed];
  }
  const { [step]: old, ...others } = isObject(value) ? value : {};
  const changed = withValueAt(old, rest, next);
  if (changed === undefined) return others;
  // In its old place: the person may look at the JSON.
  return isObject(value) && Object.hasOwn(value, step)
    ? { ...value, [step]: changed }
    : { ...others, [step]: changed };
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map((step) => (typeof step === 'number' ? step : String(step))));
}

/** What is wrong with a value, by the place of it. */
export type Problems = ReadonlyMap<string, readonly string[]>;

/** Checks options; each problem stands at its place, without the path in its words. */
export function problemsIn(schema: z.core.$ZodType, value: unknown): Problems {
  const found = new Map<string, string[]>();
  const add = (path: readonly PropertyKey[], texts: readonly string[]) => {
    const key = keyOf(path);
    found.set(key, [...(found.get(key) ?? []), ...texts]);
  };
  const sort = (issues: readonly z.core.$ZodIssue[], base: readonly PropertyKey[]) => {
    for (const issue of issues) {
      const path = [...base, ...issue.path];
      if (issue.code === 'invalid_union' && issue.errors.length > 0) {
        // What is wrong by the form that it comes nearest to.
        const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
        sort(nearest ?? [], path);
      } else if (issue.code === 'unrecognized_keys') {
        // A name of another form: that its value is missing is all there is to say.
        for (const key of issue.keys) add([...path, key], ['expected a value, or nothing here']);
      } else {
        add(path, problemsOf({ issues: [{ ...issue, path: [] }] }));
      }
    }
  };
  const parsed = z.safeParse(schema, value, { reportInput: true });
  if (!parsed.success) sort(parsed.error.issues, []);
  return found;
}

/** What is wrong at one place itself. */
export function problemsAt(problems: Problems, path: Path): readonly string[] {
  return problems.get(keyOf(path)) ?? [];
}

/** Whether anything is wrong at a place or below it. */
export function hasProblemsUnder(problems: Problems, path: Path): boolean {
  const start = keyOf(path).slice(0, -1);
  return [...problems.keys()].some((key) => key.startsWith(start));
}
