import { KEPT_HEADER } from '../model/kept.ts';
import { checkText } from './check-text.ts';
import type { Config } from './config.ts';
import type { Answer, Confirmed, LoadedConfig } from './load.ts';

/** A page that begins with a copy waits no longer for the network to say that it is the newest, ms. */
const PATIENCE_MS = 10_000;

/** A kept copy that the page can begin with, and what it lacks. */
interface Kept {
  readonly text: string;
  /** Without secrets: what needs some asks a person for them. */
  readonly config: Config;
  /** What was left out of it, as {@link KEPT_HEADER} says it. */
  readonly leftOut: string;
}

/** null where something in the copy is wrong, or an earlier build has kept it. */
async function readKept(copy: Response, base: string): Promise<Kept | null> {
  const leftOut = copy.headers.get(KEPT_HEADER) ?? '-';
  if (!/^[\d,]*$/.test(leftOut)) return null;
  const text = await copy.text();
  const { config, problems } = await checkText(text, base);
  if (!config || problems.length > 0) return null;
  return { text, config, leftOut };
}

/** The same configuration, with connections that wait for what was left out of them. */
function waiting({ config, leftOut }: Kept): Config {
  const numbers = leftOut.split(',');
  const connections = config.engine.connections.map((one, index) =>
    numbers.includes(`${index}`) ? { ...one, credentials: { kind: 'awaited' } as const } : one,
  );
  return { ...config, engine: { ...config.engine, connections } };
}

async function confirm(kept: Kept, asked: Promise<Answer>, base: string): Promise<Confirmed> {
  const none = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([asked, none]);
  if (!answer || answer.text === null || answer.leftOut !== null) return kept;
  // Not needed for the first reading.
  const stored = await import('../model/stored-config.ts').catch(() => null);
  if (stored?.storedConfig(answer.text)?.text !== kept.text) return kept;
  const { config, problems } = await checkText(answer.text, base);
  return config && problems.length === 0 ? { config, text: answer.text, leftOut: null } : kept;
}

/**
 * Begins with a copy of `config.json`, while the network is asked for the file.
 * @param copy as the service worker has kept it
 * @param asked what the network gives
 * @returns null where the page has to wait for the file
 */
export async function beginKept(
  copy: Response,
  asked: Promise<Answer>,
  base: string,
): Promise<LoadedConfig | null> {
  const kept = await readKept(copy, base);
  return kept && { config: waiting(kept), problems: [], confirmed: confirm(kept, asked, base) };
}
