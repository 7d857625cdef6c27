import type * as z from 'zod/mini';
import { problemsOf } from '../model/problems.ts';
import { pageSchema } from './schema.ts';

type Page = z.output<typeof pageSchema>;
type Issue = z.core.$ZodIssue;
type Entries = Readonly<Record<string, unknown>>;

/** What became of the page's own part of a configuration. */
interface CheckedPage {
  /** null when nothing can be started with it. */
  readonly page: Page | null;
  readonly problems: readonly string[];
}

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function without(entries: Entries, keys: ReadonlySet<PropertyKey>): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.has(key)));
}

/** The keys, at one level of the file, that issues are about. */
function keysAt(issues: readonly Issue[], level: number): Set<PropertyKey> {
  const keys = new Set<PropertyKey>();
  for (const issue of issues) {
    const key = issue.path[level];
    if (key !== undefined) keys.add(key);
    else if (issue.code === 'unrecognized_keys') for (const unknown of issue.keys) keys.add(unknown);
  }
  return keys;
}

function unknownKeys(issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
}

/** Whether an unknown key was meant to be the sign-in: to start without it would let everybody in. */
function looksLikeSignIn(key: string, value: unknown): boolean {
  if (/oidc|openid|auth|sign.?in/i.test(key)) return true;
  return isRecord(value) && Object.keys(value).some((name) => /^(authority|client.?id)$/i.test(name));
}

/** The same file without what is wrong in it: those settings get their defaults. */
export function repaired(raw: Entries, issues: readonly Issue[]): Entries {
  const wrong = keysAt(issues, 0);
  const kept: Record<string, unknown> = { ...without(raw, wrong) };
  const ofLimits = issues.filter((issue) => issue.path[0] === 'limits');
  if (isRecord(raw.limits)) kept.limits = without(raw.limits, keysAt(ofLimits, 1));
  // Nobody gets a larger role than was meant.
  if ([...wrong].some((key) => /role|anonymous/i.test(String(key)))) kept.anonymousRole = 'viewer';
  if ([...wrong].some((key) => /alarm.*role/i.test(String(key)))) kept.alarmRole = 'admin';
  return kept;
}

/** What happens until it is corrected, for settings that are not as they should be. */
function consequence(problem: string): string {
  if (problem.startsWith('anonymousRole:')) return `${problem}; until then everybody is a viewer`;
  if (problem.startsWith('alarmRole:')) return `${problem}; until then only an admin acknowledges alarms`;
  return problem.includes(': unknown key') ? problem : `${problem}; until then its default is used`;
}

/**
 * Checks everything of a parsed `config.json` but its connections. What is wrong is named and gets its default; where it is the
 * sign-in, or there is nothing that could be repaired, nothing can be started. Does not throw.
 */
export function checkPage(raw: unknown): CheckedPage {
  const parsed = pageSchema.safeParse(raw, { reportInput: true });
  if (parsed.success) return { page: parsed.data, problems: [] };
  const { issues } = parsed.error;
  const problems = problemsOf(parsed.error);
  if (!isRecord(raw)) return { page: null, problems };
  const isSignInMissing =
    raw.oidc === undefined && unknownKeys(issues).some((key) => looksLikeSignIn(key, raw[key]));
  if (isSignInMissing) {
    return {
      page: null,
      problems: [...problems, 'oidc: missing, and an unknown key looks like the sign-in'],
    };
  }
  if (keysAt(issues, 0).has('oidc')) return { page: null, problems };
  const again = pageSchema.safeParse(repaired(raw, issues), { reportInput: true });
  return again.success ? { page: again.data, problems: problems.map(consequence) } : { page: null, problems };
}
