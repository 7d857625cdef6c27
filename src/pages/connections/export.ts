import { setup } from '../../config/index.ts';
import type { OwnConnections } from '../../config/own.ts';
import { checkPage } from '../../config/page.ts';
import { withoutSecrets } from '../../model/connection-secrets.ts';
import { t } from '../../ui/text.ts';
import { draftOf } from './editor/draft.ts';
import { type Entries, knownParts } from './known-parts.ts';
import { allConnections, wrongConnections } from './own.ts';

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The deployment's own file, as it is now. @throws Error in words for the person */
async function deployed(): Promise<Entries> {
  const { base, hasSignIn } = setup();
  try {
    const response = await fetch(new URL('config.json', base), { cache: 'no-store' });
    const file: unknown = response.ok ? await response.json() : null;
    // An answer of something in between would be exported as a deployment that lets everybody in.
    if (isRecord(file) && (!hasSignIn || 'oidc' in file) && checkPage(file).page !== null) return file;
  } catch {
    // No answer, or not JSON: said below.
  }
  throw new Error(
    'Nothing was exported: the server does not give its own config.json now, which the rest is taken from. Check the network, then try again.',
  );
}

/** What a configuration has beside its connections, without secrets. The monitor's address most often is one itself. */
function restWithoutSecrets(file: Entries, leftOut: string[]): Entries {
  const known = knownParts(file, leftOut);
  const { kiosk } = withoutSecrets({ kiosk: known.kiosk }, leftOut);
  const walls = isRecord(kiosk) && isRecord(kiosk.heartbeat) ? withoutMonitor(kiosk, kiosk.heartbeat) : kiosk;
  if (walls !== kiosk) leftOut.push('kiosk.heartbeat.url');
  // All stays in its place: files are compared.
  return { ...withoutSecrets({ ...known, kiosk: null, connections: null }, leftOut), kiosk: walls };
}

function withoutMonitor(walls: Entries, heartbeat: Entries): Entries {
  return 'url' in heartbeat ? { ...walls, heartbeat: { ...heartbeat, url: undefined } } : walls;
}

/** What is handed out, and what is not in it. */
export interface ExportedConfig {
  readonly text: string;
  /** Names of connections that would be in it if nothing were wrong with them. */
  readonly leftOutConnections: readonly string[];
  /** Places in the file where something was that looks like a secret, and nobody is asked for it, or that the page does not know. */
  readonly leftOutPaths: readonly string[];
}

/** The name of a connection that may be anything. */
function nameOf(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { name, id }: { name?: unknown; id?: unknown } = raw;
  return [name, id].find((one) => typeof one === 'string' && one !== '')?.toString();
}

/** Connections of the file that this page does not have: what is wrong in them was said when it began, or they are newer. */
function unknownOf(file: object): readonly string[] {
  const connections: readonly unknown[] =
    'connections' in file && Array.isArray(file.connections) ? file.connections : [];
  const known = new Set<unknown>(setup().configured.map(({ id }) => id));
  return connections.flatMap((raw, index) => {
    // One of each id is used; a second one is wrong.
    const isKnown = typeof raw === 'object' && raw !== null && 'id' in raw && known.delete(raw.id);
    return isKnown ? [] : [nameOf(raw) ?? `connections[${index}]`];
  });
}

/**
 * A config.json of the deployment with the connections as they are used here: those of this browser in it, those that are left out not.
 * Without secrets: where there was one to sign in with, the person is asked for it.
 * @throws Error in words for the person
 */
export async function exportedConfig(own: OwnConnections): Promise<ExportedConfig> {
  const file = await deployed();
  const isUsed = ({ id }: { readonly id: string }) => !own.disabled.includes(id);
  const leftOutPaths: string[] = [];
  const rest = restWithoutSecrets(file, leftOutPaths);
  const connections = allConnections(own)
    .filter(isUsed)
    .map((one, index) => {
      const leftOut: string[] = [];
      const draft = draftOf(one, leftOut);
      leftOutPaths.push(...leftOut.map((path) => `connections[${index}].${path}`));
      return draft;
    });
  const wrong = wrongConnections(own).filter(isUsed);
  return {
    text: `${JSON.stringify({ ...rest, connections }, null, 2)}\n`,
    leftOutConnections: [...unknownOf(file), ...wrong.map(({ name }) => name)],
    leftOutPaths,
  };
}

/** What is said about an export. */
export function exportedWords({ leftOutConnections, leftOutPaths }: ExportedConfig): string {
  const sentences = [
    t(
      'config.json is saved, without secrets: the page asks for passwords and tokens. Put it beside index.html.',
    ),
  ];
  if (leftOutConnections.length > 0) {
    const connections = leftOutConnections.join(', ');
    sentences.push(
      t(
        'Not in it, because something in them is wrong or newer than this page: {connections}. Correct them, load the page again, and export once more.',
        { connections },
      ),
    );
  }
  if (leftOutPaths.length > 0) {
    const paths = leftOutPaths.join(', ');
    sentences.push(
      t(
        'Left out, since it looks like a secret or means nothing to the page: {paths}. The page does not ask for that: fill in what is needed before the file is used.',
        { paths },
      ),
    );
  }
  return sentences.join(' ');
}
