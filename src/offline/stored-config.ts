type Entries = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kinds of credentials that stand in the file as they are. */
const SPOKEN = new Set<unknown>(['basic', 'api-key', 'token']);

function withoutSecrets(connection: unknown): unknown {
  if (!isRecord(connection)) return connection;
  const { credentials, url } = connection;
  return {
    ...connection,
    ...(isRecord(credentials) && SPOKEN.has(credentials.kind) ? { credentials: { kind: 'ask' } } : {}),
    ...(typeof url === 'string' ? { url: url.replace(/^(\w+:\/\/)[^/@]*@/, '$1') } : {}),
  };
}

/** A configuration that may be kept in the browser, and what else it names that has to be kept with it. */
interface StoredConfig {
  readonly text: string;
  /** Addresses of its dashboards, as it has them. */
  readonly dashboards: readonly string[];
}

/**
 * The copy of a `config.json` that is kept for the time without a network. Passwords, keys and tokens are left out: who starts from the copy
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
  const kept = {
    ...config,
    ...(Array.isArray(connections) && { connections: connections.map(withoutSecrets) }),
    ...(isRecord(kiosk) && { kiosk: { ...kiosk, heartbeat: undefined } }),
  };
  return {
    text: JSON.stringify(kept),
    dashboards: Array.isArray(dashboards) ? dashboards.filter((one) => typeof one === 'string') : [],
  };
}
