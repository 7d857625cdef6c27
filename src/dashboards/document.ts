import * as z from 'zod/mini';
import { firstProblems, problemsOf } from '../model/problems.ts';
import { migrated } from './migrations/index.ts';
import { type DashboardDocument, documentSchema, VERSION } from './schema.ts';

/** A document that can be shown, or what is wrong with it, one sentence each, and no more than help. */
export type ReadDocument =
  | { readonly ok: true; readonly document: DashboardDocument }
  | {
      readonly ok: false;
      readonly problems: readonly string[];
      /** There are no places to be corrected: the problem says what to do. */
      readonly isWhole?: true;
    };

function newerVersion(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  return typeof value.version === 'number' && value.version > VERSION ? value.version : null;
}

/** Options are drawn, filled and written by functions that call themselves: what is nested deeper could exhaust the stack. */
const DEEPEST = 64;

function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return most === 0 || Object.values(value).some((one) => isDeeper(one, most - 1));
}

/** @returns what is wrong with a parsed JSON value where it is nested too deep for anything to look through it; otherwise null */
export function tooDeep(value: unknown): string | null {
  return isDeeper(value, DEEPEST) ? `it is nested more than ${DEEPEST} levels deep; make it flatter` : null;
}

/** A record of this name would be the prototype of the others: the parser leaves it out without a word, and its place would stay. */
const UNUSABLE = '__proto__';

function hasUnusable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('spec' in value)) return false;
  const { spec } = value;
  if (typeof spec !== 'object' || spec === null || !('widgets' in spec)) return false;
  return Object.hasOwn(Object(spec.widgets), UNUSABLE);
}

/** Checks a parsed JSON value, and brings a document of an earlier version up to this one. Never throws, and never changes the value. */
export function readDocument(value: unknown): ReadDocument {
  const newer = newerVersion(value);
  if (newer !== null) {
    const words = `version: this dashboard is of a newer Signalbox: it has version ${newer}, and this page reads up to ${VERSION}. Reload the page; if it is refused again, have Signalbox updated. Nothing in the dashboard was changed.`;
    return { ok: false, problems: [words], isWhole: true };
  }
  const deep = tooDeep(value);
  if (deep !== null) return { ok: false, problems: [deep] };
  if (hasUnusable(value)) return { ok: false, problems: [`spec.widgets.${UNUSABLE}: expected another name`] };
  const parsed = z.safeParse(documentSchema, migrated(value), { reportInput: true });
  return parsed.success
    ? { ok: true, document: parsed.data }
    : { ok: false, problems: firstProblems(problemsOf(parsed.error)) };
}
