import { setup } from '../../../config/index.ts';
import { checkOwn, type RawConnection } from '../../../config/own.ts';
import { connectionSchemas } from '../../../config/schema.ts';
import { secretsIn, withoutSecrets } from '../../../model/connection-secrets.ts';
import { pathOf } from '../../../model/problems.ts';
import type { ConnectionSettings, CredentialsSettings } from '../../../model/settings.ts';
import { said } from '../../../ui/said.ts';
import { t } from '../../../ui/text.ts';
import { withoutNotJson } from './not-json.ts';

/** A connection as the form has it. */
export type Draft = RawConnection;

/** What became of checking one. */
export interface CheckedDraft {
  /** null while something is wrong. */
  readonly settings: ConnectionSettings | null;
  /** What is wrong, by path; '' for the whole. */
  readonly problems: ReadonlyMap<string, string>;
}

/** `required` and `expected …` in a sentence for a form. */
function inWords(problem: string): string {
  if (problem === 'required') return t('Fill this in.');
  const words = said(problem);
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}

/** Problems as the configuration's check gives them (`devices[0].deviceId: required`), by path. */
function byPath(problems: readonly string[]): Map<string, string> {
  return new Map(
    problems.map((problem) => {
      const [, path = '', what = problem] = /^([\w$.[\]-]+): (.*)$/s.exec(problem.replace(/^\./, '')) ?? [];
      return [path, inWords(what)];
    }),
  );
}

/** What is wrong with a field, or with something inside of it, whose place is said then. */
export function problemWithin(problems: ReadonlyMap<string, string>, path: string): string | undefined {
  const whole = problems.get(path);
  if (whole !== undefined) return whole;
  const inner = [...problems].find(([one]) => one.startsWith(`${path}.`) || one.startsWith(`${path}[`));
  return inner && `${inner[0].slice(path.length).replace(/^\./, '')}: ${inner[1]}`;
}

/** Checks a draft. @param taken ids that are not free */
export function checkDraft(draft: Draft, taken: readonly string[]): CheckedDraft {
  const notJson: (readonly PropertyKey[])[] = [];
  const readable = recordOf(withoutNotJson(draft, notJson));
  const { settings, problems } = checkOwn(readable, setup());
  const found = byPath(problems);
  for (const [path, problem] of secretsIn(readable)) found.set(path, inWords(problem));
  for (const way of notJson)
    found.set(pathOf('', way), t('This is not JSON yet. Texts need quotation marks: "on".'));
  if (typeof draft.id === 'string' && taken.includes(draft.id)) {
    found.set('id', t('Another connection has this id. Choose one of its own.'));
  }
  return { settings: found.size === 0 && settings ? settings : null, problems: found };
}

function recordOf(value: unknown): Draft {
  return typeof value === 'object' ? { ...value } : {};
}

/** The same value without a key that stands somewhere inside of it. */
function without(value: unknown, [step, ...rest]: readonly PropertyKey[]): unknown {
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? without(one, rest) : one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => {
      if (key !== step) return [[key, one]];
      return rest.length === 0 ? [] : [[key, without(one, rest)]];
    }),
  );
}

/**
 * A kept connection without what the form has no field for, and nobody could therefore correct there.
 * @returns with the paths of what was left out
 */
export function withoutUnknownKeys(draft: Draft): {
  readonly draft: Draft;
  readonly removed: readonly string[];
} {
  const parsed = connectionSchemas.get(String(draft.protocol))?.safeParse(draft);
  const unknown = (parsed?.error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [],
  );
  const known = unknown.reduce<unknown>(without, draft);
  return {
    draft: recordOf(known),
    removed: unknown.map((path) => pathOf('', path)),
  };
}

/** An id made of a name: letters, digits and dashes, and not taken. */
export function idOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const base = plain === '' ? 'connection' : plain;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

/** Credentials without what must not be kept: the person is asked for it instead. */
function keepable(credentials: CredentialsSettings): Draft {
  switch (credentials.kind) {
    case 'basic':
    case 'api-key':
    case 'awaited':
      return { kind: 'ask', what: 'password' };
    case 'token':
      return { kind: 'ask', what: 'token' };
    case 'token-url':
      return { kind: 'token-url', url: credentials.url };
    default:
      return { ...credentials };
  }
}

/**
 * A connection in the words of config.json, without secrets.
 * @param leftOut gets the paths of what is not there any more, but for credentials, which the person is asked for
 */
export function draftOf(settings: ConnectionSettings, leftOut: string[] = []): Draft {
  const { id, name, protocol, transport, url, credentials, staleAfterMs, silenceLimitMs } = settings;
  const { commandRole, history, rooms, options } = settings;
  const draft = {
    id,
    name,
    protocol,
    transport,
    url,
    credentials: keepable(credentials),
    staleAfterSeconds: staleAfterMs / 1000,
    silenceSeconds: silenceLimitMs / 1000,
    commandRole,
    history,
    ...(rooms && { rooms }),
    ...options,
  };
  return withoutSecrets(draft, leftOut);
}
