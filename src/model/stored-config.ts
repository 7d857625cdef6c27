type Entries = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kinds of credentials that stand in the file as they are. */
const SPOKEN = new Set<unknown>(['basic', 'api-key', 'token']);

/** The connection without its secrets; the same one where it has none. */
function withoutSecrets(connection: unknown): unknown {
  if (!isRecord(connection)) return connection;
  const { credentials, url } = connection;
  const isSpoken = isRecord(credentials) && SPOKEN.has(credentials.kind);
  const bare = typeof url === 'string' ? url.replace(/^(\w+:\/\/)[^/@]*@/, '$1') : url;
  if (!isSpoken && bare === url) return connection;
  return { ...connection, url: bare, ...(isSpoken && { credentials: { kind: 'ask' } }) };
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
 * The copy of a `config.json` that is kept, for the time without a network and to begin with where there is one. Passwords, keys and tokens are left out: who starts from the copy
 * is asked for them. So is the monitor's address, which most often is a secret itself. null for what is no configuration.
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
  const given: readonly unknown[] = Array.isArray(connections) ? connections : [];
  const bare = given.map(withoutSecrets);
  const kept = {
    ...config,
    ...(Array.isArray(connections) && { connections: bare }),
    ...(isRecord(kiosk) && { kiosk: { ...kiosk, heartbeat: undefined } }),
  };
  return {
    text: JSON.stringify(kept),
    dashboards: Array.isArray(dashboards) ? dashboards.filter((one) => typeof one === 'string') : [],
    leftOut: bare.flatMap((one, index) => (one === given[index] ? [] : [index])),
  };
}
