import { KEPT_HEADER, keptCache } from '../model/kept.ts';
import { type CheckedConfig, type Config, checkConfig } from './config.ts';

function failed(problem: string): CheckedConfig {
  return { config: null, problems: [problem] };
}

/** Line and column of a position in a text, both from 1. */
function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Where a JSON text goes wrong, in words that do not quote it: it may hold credentials. */
function jsonProblem(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return `not JSON: it goes wrong at ${place(text, Number(position))}`;
  return /end of JSON/i.test(message) || text.trim() === '' ? 'not JSON: it ends too early' : 'not JSON';
}

/** Adds the alarm rules. What checks them is fetched only where there are any. */
async function withAlarms(raw: unknown, checked: CheckedConfig): Promise<CheckedConfig> {
  const { config, problems } = checked;
  if (!config || config.alarms.length === 0) return checked;
  try {
    const { checkAlarmRules, connectionsIn } = await import('./alarms.ts');
    const { engine } = config;
    const found = checkAlarmRules(config.alarms, connectionsIn(raw));
    const alarms = { ...engine.alarms, rules: found.rules };
    return {
      config: { ...config, engine: { ...engine, alarms } },
      problems: [...problems, ...found.problems],
    };
  } catch {
    return {
      config,
      problems: [
        ...problems,
        'alarms: no alarm is watched, since a part of the page could not be loaded; reload it',
      ],
    };
  }
}

/** What the network has given. */
export type Answer =
  | { readonly text: string; readonly isCopy: boolean }
  /** Nothing that could be read; what is wrong, in words. */
  | { readonly text: null; readonly problem: string };

async function ask(url: string): Promise<Answer> {
  try {
    const response = await fetch(url, { cache: 'no-store' });
    if (response.ok) return { text: await response.text(), isCopy: response.headers.has(KEPT_HEADER) };
    const problem = `config.json: the server answered HTTP ${response.status}. It belongs beside index.html; the README shows what goes in.`;
    return { text: null, problem };
  } catch {
    const problem = 'config.json: cannot be fetched. Check the network, then reload the page.';
    return { text: null, problem };
  }
}

/** Checks what is in the file, whatever that is. @param base address that relative ones count from */
export async function checkText(text: string, base: string): Promise<CheckedConfig> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    if (/^\s*</.test(text)) {
      return failed('config.json: the server answered with a page instead. It belongs beside index.html.');
    }
    return failed(`config.json: ${jsonProblem(text, error)}.`);
  }
  const checked = await withAlarms(raw, checkConfig(raw, base));
  return { ...checked, problems: checked.problems.map((problem) => `config.json: ${problem}`) };
}

/** What the page goes on with once the network has been asked. */
export interface Confirmed {
  readonly config: Config | null;
  /** It is only a copy, of a file that was not there to be seen, or is another now. */
  readonly isCopy: boolean;
}

/** A configuration to begin with. */
export interface LoadedConfig extends CheckedConfig {
  /** What the network has said of it by now. Never rejects. */
  readonly confirmed: Promise<Confirmed>;
}

/** The copy that the browser has kept, to begin with; null where there is none that would do. */
async function findKept(url: string, asked: Promise<Answer>, base: string): Promise<LoadedConfig | null> {
  // Browsers keep nothing for a page that came without TLS.
  if (!('caches' in globalThis)) return null;
  try {
    const copy = await caches.match(url, { cacheName: keptCache(base) });
    return copy ? await (await import('./kept.ts')).beginKept(copy, asked, base) : null;
  } catch {
    return null;
  }
}

/**
 * Fetches and checks the deployment's `config.json`. A page that has been here before begins with the copy that is kept, while the network is
 * asked: three round trips are long on a slow line. Does not throw.
 * @param base address of the folder it is in
 */
export async function loadConfig(base: string): Promise<LoadedConfig> {
  const url = new URL('config.json', base).href;
  const asked = ask(url);
  const kept = await Promise.race([findKept(url, asked, base), asked.then(() => null)]);
  if (kept) return kept;
  const answer = await asked;
  const checked = answer.text === null ? failed(answer.problem) : await checkText(answer.text, base);
  const isCopy = answer.text !== null && answer.isCopy;
  return { ...checked, confirmed: Promise.resolve({ config: checked.config, isCopy }) };
}
