import { KEPT_HEADER, keptCache } from '../model/kept.ts';
import { storedConfig } from '../model/stored-config.ts';
import { type CheckedConfig, type Config, checkConfig } from './config.ts';

/** A page that begins with a copy waits no longer for the network to say that it is the newest, ms. */
const PATIENCE_MS = 10_000;

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
type Answer =
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

async function check(text: string, base: string): Promise<CheckedConfig> {
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

/** A kept copy that the page can begin with, and what it lacks. */
interface Kept {
  readonly text: string;
  /** Without secrets: what needs some asks a person for them. */
  readonly config: Config;
  /** Numbers of the connections that something was left out of. */
  readonly leftOut: ReadonlySet<number>;
}

/** What the browser has kept; null without anything in it that is whole but for its secrets. */
async function findKept(url: string, base: string): Promise<Kept | null> {
  // Browsers keep nothing for a page that came without TLS.
  if (!('caches' in globalThis)) return null;
  try {
    const response = await caches.match(url, { cacheName: keptCache(base) });
    const leftOut = response?.headers.get(KEPT_HEADER);
    if (!response || !/^[\d,]*$/.test(leftOut ?? '-')) return null;
    const text = await response.text();
    const { config, problems } = await check(text, base);
    if (!config || problems.length > 0) return null;
    return { text, config, leftOut: new Set(leftOut?.match(/\d+/g)?.map(Number)) };
  } catch {
    return null;
  }
}

/** The same configuration, with connections that wait for what was left out of them. */
function waiting({ config, leftOut }: Kept): Config {
  const connections = config.engine.connections.map((one, index) =>
    leftOut.has(index) ? { ...one, credentials: { kind: 'awaited' } as const } : one,
  );
  return { ...config, engine: { ...config.engine, connections } };
}

/** What the page goes on with once the network has been asked. */
interface Confirmed {
  readonly config: Config | null;
  /** It is only a copy, of a file that was not there to be seen, or is another now. */
  readonly isCopy: boolean;
}

/** A configuration to begin with. */
interface LoadedConfig extends CheckedConfig {
  /** What the network has said of it by now. Never rejects. */
  readonly confirmed: Promise<Confirmed>;
}

async function confirm(kept: Kept, asked: Promise<Answer>, base: string): Promise<Confirmed> {
  const none = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([asked, none]);
  const asks: Confirmed = { config: kept.config, isCopy: true };
  if (!answer || answer.text === null || answer.isCopy) return asks;
  if (storedConfig(answer.text)?.text !== kept.text) return asks;
  const { config, problems } = await check(answer.text, base);
  return config && problems.length === 0 ? { config, isCopy: false } : asks;
}

/**
 * Fetches and checks the deployment's `config.json`. A page that has been here before begins with the copy that is kept, while the network is
 * asked: three round trips are long on a slow line. Does not throw.
 * @param base address of the folder it is in
 */
export async function loadConfig(base: string): Promise<LoadedConfig> {
  const url = new URL('config.json', base).href;
  const asked = ask(url);
  const kept = await Promise.race([findKept(url, base), asked.then(() => null)]);
  if (kept) return { config: waiting(kept), problems: [], confirmed: confirm(kept, asked, base) };
  const answer = await asked;
  const checked = answer.text === null ? failed(answer.problem) : await check(answer.text, base);
  const isCopy = answer.text !== null && answer.isCopy;
  return { ...checked, confirmed: Promise.resolve({ config: checked.config, isCopy }) };
}
