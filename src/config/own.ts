import * as z from 'zod/mini';
import { protocolShapes } from '../engine/protocols/shapes.ts';
import type { Role } from '../model/command.ts';
import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import { checkConnection } from './config.ts';
import { ownKey, type Setup } from './setup.ts';

const ownShape = z.object({
  /** As in config.json, without secrets. */
  connections: z.array(z.record(z.string(), z.unknown())),
  /** Ids of connections, the deployment's or this browser's, that are not to be used here. */
  disabled: z.array(z.string()),
});

/** What this browser adds to the connections of config.json, and which of all it leaves out. */
export type OwnConnections = z.output<typeof ownShape>;

export type RawConnection = OwnConnections['connections'][number];

/** What can be connected to: protocols by id, their names, and the transports they run on, the default first. */
export const connectable: readonly {
  readonly id: string;
  readonly name: string;
  readonly transports: readonly string[];
}[] = protocolShapes;

const RANK: Readonly<Record<Role, number>> = { viewer: 0, technician: 1, admin: 2 };

/** What is kept; nothing where it cannot be read. */
export function readOwn(base: string): OwnConnections {
  try {
    const parsed = ownShape.safeParse(JSON.parse(localStorage.getItem(ownKey(base)) ?? ''));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON, or no storage.
  }
  return { connections: [], disabled: [] };
}

/** @throws DOMException when the browser has no room or refuses */
export function writeOwn(base: string, own: OwnConnections): void {
  if (own.connections.length === 0 && own.disabled.length === 0) localStorage.removeItem(ownKey(base));
  else localStorage.setItem(ownKey(base), JSON.stringify(own));
}

/** A host and its port. A dot behind a name is of no account: with and without it the same host is found. */
function hostOf(address: string): string {
  const { hostname, port } = new URL(address);
  return `${hostname.replace(/\.+$/, '')}:${port}`;
}

/** Hosts that a connection speaks to: its address's, and those of the addresses in its options, to which orders may go. */
function hostsOf({ url, options }: Pick<ConnectionSettings, 'url' | 'options'>): ReadonlySet<string> {
  const hosts = new Set([hostOf(url)]);
  const gather = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^(https?|wss?):/i.test(value) && URL.canParse(value)) hosts.add(hostOf(value));
    } else if (typeof value === 'object' && value !== null)
      for (const one of Object.values(value)) gather(one);
  };
  gather(options);
  return hosts;
}

/**
 * One of this browser's own connections, checked. Where config.json connects to a host that it speaks to, be it with orders alone, it takes
 * commands of no lesser role than that: a duplicate opens no way around.
 */
export function checkOwn(
  raw: unknown,
  { base, hasSignIn, configured }: Pick<Setup, 'base' | 'hasSignIn' | 'configured'>,
): { settings?: ConnectionSettings; problems: string[] } {
  const { settings, problems } = checkConnection(raw, '', base);
  if (!settings) return { problems };
  if (settings.credentials.kind === 'oidc' && !hasSignIn) {
    return { problems: ['credentials: there is no sign-in here, so there is no account to use'] };
  }
  const hosts = hostsOf(settings);
  const roles = configured
    .filter((one) => [...hostsOf(one)].some((host) => hosts.has(host)))
    .map((one) => one.commandRole);
  const commandRole = [settings.commandRole, ...roles].reduce((a, b) => (RANK[b] > RANK[a] ? b : a));
  return { settings: { ...settings, commandRole }, problems: [] };
}

/** The settings of an engine with this browser's own connections and without those it leaves out. */
export function merged(
  setup: Pick<Setup, 'base' | 'hasSignIn' | 'configured' | 'engine'>,
  own: OwnConnections,
): { settings: EngineSettings; problems: readonly string[] } {
  const problems: string[] = [];
  const connections = [...setup.configured];
  for (const raw of own.connections) {
    const name = `The connection "${String(raw.name ?? raw.id)}" of this browser`;
    const checked = checkOwn(raw, setup);
    problems.push(...checked.problems.map((problem) => `${name}: ${problem}. Edit or remove it.`));
    if (!checked.settings) continue;
    if (connections.some((one) => one.id === checked.settings?.id)) {
      problems.push(`${name} has the id of another connection and is left out. Edit or remove it.`);
    } else connections.push(checked.settings);
  }
  const { disabled } = own;
  return {
    settings: {
      ...setup.engine,
      connections: connections.filter((one) => !disabled.includes(one.id)),
      history: { ...setup.engine.history, kept: disabled },
    },
    problems,
  };
}
