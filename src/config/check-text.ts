import { type CheckedConfig, checkConfig } from './config.ts';

/** A configuration that nothing can be started with. @param problem what is wrong, in words */
export function failed(problem: string): CheckedConfig {
  return { config: null, problems: [problem] };
}

/** Where a JSON text goes wrong, in words that do not quote it: it may hold credentials. */
async function jsonProblem(text: string): Promise<string> {
  try {
    const { jsonTrouble } = await import('../model/json-end.ts');
    return `not JSON: ${jsonTrouble(text)}`;
  } catch {
    return 'not JSON';
  }
}

type Rules = typeof import('./alarms.ts');

/** What checks alarm rules, fetched only where there are any: while the rest is checked, which the engine waits for as well. */
function fetchRules(raw: unknown): Promise<Rules> | null {
  const hasSome = typeof raw === 'object' && raw !== null && 'alarms' in raw;
  const rules = hasSome ? import('./alarms.ts') : null;
  // Whoever needs it says so.
  rules?.catch(() => undefined);
  return rules;
}

/** Adds the alarm rules. */
async function withAlarms(
  raw: unknown,
  checked: CheckedConfig,
  fetched: Promise<Rules> | null,
): Promise<CheckedConfig> {
  const { config, problems } = checked;
  if (!config || config.alarms.length === 0) return checked;
  try {
    const { checkAlarmRules, connectionsIn } = await (fetched ?? import('./alarms.ts'));
    const { engine } = config;
    const found = checkAlarmRules(config.alarms, connectionsIn(raw));
    const alarms = { ...engine.alarms, rules: found.rules };
    return {
      config: { ...config, engine: { ...engine, alarms } },
      problems: [...problems, ...found.problems],
    };
  } catch (missing) {
    return {
      config,
      problems: [
        ...problems,
        'alarms: no alarm is watched, since a part of the page could not be loaded; reload it',
      ],
      missing,
    };
  }
}

/** Checks what is in the file, whatever that is. @param base address that relative ones count from */
export async function checkText(text: string, base: string): Promise<CheckedConfig> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    if (/^\s*</.test(text)) {
      return failed('config.json: the server answered with a page instead. It belongs beside index.html.');
    }
    return failed(`config.json: ${await jsonProblem(text)}.`);
  }
  const rules = fetchRules(raw);
  const checked = await withAlarms(raw, checkConfig(raw, base), rules);
  return { ...checked, problems: checked.problems.map((problem) => `config.json: ${problem}`) };
}
