import { KEPT_HEADER } from '../model/kept.ts';
import { checkText, failed } from './check-text.ts';
import type { CheckedConfig, Config } from './config.ts';
import { beginKept } from './kept.ts';
import { keptConfig } from './kept-copy.ts';

/** What the network has given; of a copy, what was left out of it, as {@link KEPT_HEADER} says it. */
export type Answer =
  | { readonly text: string; readonly leftOut: string | null }
  /** Nothing that could be read; what is wrong, in words. */
  | { readonly text: null; readonly problem: string };

async function ask(url: string): Promise<Answer> {
  try {
    const response = await fetch(url, { cache: 'no-store' });
    if (response.ok) return { text: await response.text(), leftOut: response.headers.get(KEPT_HEADER) };
    const problem = `config.json: the server answered HTTP ${response.status}. It belongs beside index.html; the README shows what goes in.`;
    return { text: null, problem };
  } catch {
    const problem = 'config.json: cannot be fetched. Check the network, then reload the page.';
    return { text: null, problem };
  }
}

/** What the page goes on with once the network has been asked. */
export interface Confirmed {
  readonly config: Config | null;
  /** What it was read from; '' where there was nothing. */
  readonly text: string;
  /** Where it is only a copy, of a file that was not there to be seen, or is another now: what was left out of it, as {@link KEPT_HEADER} says it. */
  readonly leftOut: string | null;
}

/** A configuration to begin with. */
export interface LoadedConfig extends CheckedConfig {
  /** What the network has said of it by now. Never rejects. */
  readonly confirmed: Promise<Confirmed>;
}

/** The copy that the browser has kept, to begin with; null where there is none that would do. */
async function findKept(asked: Promise<Answer>, base: string): Promise<LoadedConfig | null> {
  try {
    const copy = await keptConfig(base);
    return copy && (await beginKept(copy, asked, base));
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
  const kept = await Promise.race([findKept(asked, base), asked.then(() => null)]);
  if (kept) return kept;
  const answer = await asked;
  const checked = answer.text === null ? failed(answer.problem) : await checkText(answer.text, base);
  const { config } = checked;
  const { text, leftOut } = answer.text === null ? { text: '', leftOut: null } : answer;
  return { ...checked, confirmed: Promise.resolve({ config, text, leftOut }) };
}
