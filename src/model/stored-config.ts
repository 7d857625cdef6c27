import { withoutSecrets as connectionWithoutSecrets } from './connection-secrets.ts';

type Entries = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kinds of credentials that stand in the file as they are. */
const SPOKEN = new Set<unknown>(['basic', 'api-key', 'token']);

/**
 * The connection without its secrets, wherever they stand: in its credentials, in addresses, in what greets the back end. The same one where it has none.
 * Without them it would only be refused, or send what stands in their place: it is not to begin before somebody was asked.
 */
function withoutSecrets(connection: unknown): unknown {
  if (!isRecord(connection)) return connection;
  const { credentials, ...rest } = connection;
  const isSpoken = isRecord(credentials) && SPOKEN.has(credentials.kind);
  const leftOut: string[] = [];
  const bare = connectionWithoutSecrets(isSpoken ? rest : connection, leftOut);
  if (!isSpoken && leftOut.length === 0) return connection;
  const isAsked = isRecord(credentials) && credentials.kind === 'ask';
  return isAsked ? bare : { ...bare, credentials: { kind: 'ask' } };
}

/** Addresses of the dashboards that a configuration names, or a part of it: in its own list, and in what walls show. */
function dashboardsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(dashboardsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === 'dashboard' && typeof one === 'string') return [one];
    const listed = name === 'dashboards' && Array.isArray(one) ? one : [];
    return [...listed.filter((each) => typeof each === 'string'), ...dashboardsIn(one)];
  });
}

/** A configuration that may be kept in the browser, and what else it names that has to be kept with it. */
interface StoredConfig {
  readonly text: string;
  /** Addresses of its dashboards, as it has them. */
  readonly dashboards: readonly string[];
  /** Numbers, from 0, of the connections that something was left out of. */
  readonly leftOut: readonly number[];
}

/**
 * The copy of a `config.json` that is kept, for the time without a network and to begin with where there is one. Passwords, keys and tokens are left out, those in addresses and greetings too: who starts
 * from the copy is asked for them. So is the monitor's address, which most often is a secret itself. null for what is no configuration.
 */
export function storedConfig(text: string): StoredConfig | null {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(config)) return null;
  const { connections, dashboards = ['dashboards/overview.json'], kiosk } = config;
  const named = dashboardsIn({ dashboards, kiosk });
  const given: readonly unknown[] = Array.isArray(connections) ? connections : [];
  const bare = given.map(withoutSecrets);
  const kept = {
    ...config,
    ...(Array.isArray(connections) && { connections: bare }),
    ...(isRecord(kiosk) && { kiosk: { ...kiosk, heartbeat: undefined } }),
  };
  return {
    text: JSON.stringify(kept),
    dashboards: [...new Set(named)],
    leftOut: bare.flatMap((one, index) => (one === given[index] ? [] : [index])),
  };
}
