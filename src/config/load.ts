import { KEPT_HEADER } from '../model/kept.ts';
import { type CheckedConfig, checkConfig } from './config.ts';

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

/** A configuration, and whether it is only a kept copy of the file, as there is without a network. */
interface LoadedConfig extends CheckedConfig {
  readonly isCopy?: boolean;
}

/**
 * Fetches and checks the deployment's `config.json`. Does not throw.
 * @param base address of the folder it is in
 */
export async function loadConfig(base: string): Promise<LoadedConfig> {
  const url = new URL('config.json', base).href;
  let response: Response;
  try {
    response = await fetch(url, { cache: 'no-store' });
  } catch {
    return failed('config.json: cannot be fetched. Check the network, then reload the page.');
  }
  if (!response.ok) {
    return failed(
      `config.json: the server answered HTTP ${response.status}. It belongs beside index.html; the README shows what goes in.`,
    );
  }
  const text = await response.text();
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
  return {
    ...checked,
    problems: checked.problems.map((problem) => `config.json: ${problem}`),
    isCopy: response.headers.has(KEPT_HEADER),
  };
}
