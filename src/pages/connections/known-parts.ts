import * as z from 'zod/mini';
import { rulesSchema } from '../../config/alarms.ts';
import { kioskSchema } from '../../config/kiosk-schema.ts';
import { repaired } from '../../config/page.ts';
import { pageSchema } from '../../config/schema.ts';
import { pathOf } from '../../model/problems.ts';

/** A part of a file: what stands there, by name. */
export type Entries = Readonly<Record<string, unknown>>;

const partsSchema = z.object({ alarms: z.optional(rulesSchema), kiosk: z.optional(kioskSchema) });

/** Whether something is a list or has members, or should be so and is not: what is inside of it nobody knows. */
function isUnknown(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_key') return true;
  if (issue.input === undefined) return false;
  const isWhole = issue.code === 'invalid_type' && /^(object|array|record)$/.test(issue.expected);
  return isWhole || typeof issue.input === 'object';
}

/** Where something stands that has no meaning in its place. */
function pathsOf(issue: z.core.$ZodIssue): readonly string[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => pathOf('', [...issue.path, key]));
    case 'invalid_type':
    case 'invalid_key':
    case 'invalid_union':
      // A rule of a kind that there is not.
      if ('discriminator' in issue && issue.discriminator) return [pathOf('', issue.path.slice(0, -1))];
      return isUnknown(issue) ? [pathOf('', issue.path)] : [];
    default:
      return [];
  }
}

/** A value without what stands at some paths. @param found gets those that were there */
function without(value: unknown, path: string, gone: ReadonlySet<string>, found: string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const at = pathOf(path, [Array.isArray(value) ? Number(name) : name]);
    if (!gone.has(at)) return [[name, without(one, at, gone, found)] as const];
    found.push(at);
    return [];
  });
  return Array.isArray(value) ? kept.map(([, one]) => one) : Object.fromEntries(kept);
}

function names(all: unknown, kept: unknown, path: string): readonly string[] {
  if (typeof all !== 'object' || all === null || typeof kept !== 'object' || kept === null) return [];
  return Object.keys(all).flatMap((name) => (Object.hasOwn(kept, name) ? [] : [pathOf(path, [name])]));
}

/**
 * What of a config.json the page knows; what it takes for wrong at the top it is without, as the page is. What stands where nothing is looked for
 * may be anything: a connection that was to be out of the way, for one.
 * @param leftOut gets the paths of the rest
 */
export function knownParts(file: Entries, leftOut: string[]): Entries {
  const kept = repaired(file, pageSchema.safeParse(file, { reportInput: true }).error?.issues ?? []);
  leftOut.push(...names(file, kept, ''), ...names(file.limits, kept.limits, 'limits'));
  const { alarms, kiosk } = kept;
  const { issues = [] } = partsSchema.safeParse({ alarms, kiosk }, { reportInput: true }).error ?? {};
  const gone = new Set(issues.flatMap(pathsOf));
  return Object.fromEntries(
    Object.entries(kept).map(([name, one]) => [name, without(one, name, gone, leftOut)]),
  );
}
