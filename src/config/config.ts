import * as z from 'zod/mini';
import { protocolShapes } from '../engine/protocols/shapes.ts';
import type { Role } from '../model/command.ts';
import { problemsOf } from '../model/problems.ts';
import type { ConnectionSettings, CredentialsSettings, EngineSettings } from '../model/settings.ts';
import { checkPage } from './page.ts';
import { connectionSchemas, type OidcConfig } from './schema.ts';

/** The deployment's configuration, checked, with defaults filled in and addresses made absolute. */
export interface Config {
  readonly title: string;
  /** How times and numbers are written. */
  readonly locale: { readonly language: string | undefined; readonly timeZone: string | undefined };
  /** null: no sign-in. */
  readonly oidc: OidcConfig | null;
  readonly anonymousRole: Role;
  readonly dashboards: readonly string[];
  readonly engine: EngineSettings;
  /** As they are in the file: `checkAlarmRules` makes the engine's of them. */
  readonly alarms: readonly unknown[];
  /** As it is in the file: `checkKiosk` reads it where a wall is shown. */
  readonly kiosk: unknown;
}

/** What became of a configuration. */
export interface CheckedConfig {
  /** null when nothing can be started with it. */
  readonly config: Config | null;
  /** What is wrong, one sentence each, with the path and what was expected. Never quotes a value. */
  readonly problems: readonly string[];
  /** A part of the page that checks it did not come: why. */
  readonly missing?: unknown;
}

const idShape = z.object({ id: z.string(), protocol: z.string() });

/** The absolute address of a configured one; relative ones count from the page. Told by `wrong` where it is none that can be asked. */
function absolute(
  url: string,
  base: string,
  scheme: 'ws' | 'http',
  wrong: (problem: string) => void,
): string {
  if (!URL.canParse(url, base)) {
    wrong(`expected an address like ${scheme}s://host/path`);
    return '';
  }
  const settled = new URL(url, base);
  // In requests it is left out: what a protocol puts behind its address would be left out with it.
  if (scheme === 'http') settled.hash = '';
  const { href } = settled;
  const address = scheme === 'ws' ? href.replace(/^http/, 'ws') : href;
  if (!new RegExp(`^${scheme}s?:`).test(address)) wrong(`expected ${scheme}:// or ${scheme}s://`);
  // A browser throws at such an address of a WebSocket, and at such a one of a request.
  if (address.includes('#')) wrong('expected no part behind #, which no server gets');
  if (scheme === 'http' && settled.username + settled.password)
    wrong('expected no user name or password, which belong to "credentials"');
  return address;
}

/** Options as a protocol's shape has them, defaults filled in; null where they do not fit, or nobody knows the protocol. */
export function checkOptions(protocol: string, options: unknown): Readonly<Record<string, unknown>> | null {
  const shape = protocolShapes.find(({ id }) => id === protocol);
  const checked = shape?.options().safeParse(options);
  return checked?.success ? checked.data : null;
}

/**
 * Checks one connection.
 * @param path where it is in the file, to begin what is said of it
 * @param base address that relative ones count from
 */
export function checkConnection(
  raw: unknown,
  path: string,
  base: string,
): { settings?: ConnectionSettings; problems: string[] } {
  const named = idShape.safeParse(raw, { reportInput: true });
  if (!named.success) return { problems: problemsOf(named.error, path) };
  const protocol = protocolShapes.find((one) => one.id === named.data.protocol);
  const schema = connectionSchemas.get(named.data.protocol);
  if (!protocol || !schema) {
    const known = protocolShapes.map((one) => one.id).join(', ');
    return { problems: [`${path}.protocol: there is no protocol of this name; expected one of ${known}`] };
  }
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (!parsed.success) return { problems: problemsOf(parsed.error, path) };
  const { id, name, transport = protocol.transports[0], url, credentials, ...rest } = parsed.data;
  const { staleAfterSeconds, silenceSeconds, commandRole, history, rooms, ...others } = rest;
  const { protocol: _protocol, ...given } = others;
  const problems: string[] = [];
  const wrong = (where: string, problem: string) => problems.push(`${path}.${where}: ${problem}`);
  const request = (where: string, address: string) =>
    absolute(address, base, 'http', (problem) => wrong(where, problem));
  const address = absolute(url, base, transport === 'websocket' ? 'ws' : 'http', (problem) =>
    wrong('url', problem),
  );
  const usable: CredentialsSettings =
    credentials.kind === 'token-url'
      ? { kind: 'token-url', url: request('credentials.url', credentials.url) }
      : credentials;
  const options = protocol.settle?.(given, { transport, request, wrong }) ?? given;
  if (problems.length > 0) return { problems };
  return {
    problems: [],
    settings: {
      id,
      name: name ?? id,
      protocol: protocol.id,
      transport,
      url: address,
      credentials: usable,
      staleAfterMs: staleAfterSeconds * 1000,
      silenceLimitMs: silenceSeconds * 1000,
      commandRole,
      history,
      ...(rooms.length > 0 && { rooms }),
      options,
    },
  };
}

/**
 * Checks a parsed `config.json`. A wrong connection is left out and named, a wrong setting of the page is named and its default
 * used, and the rest starts; only where the sign-in is wrong nothing does. Does not throw.
 * @param base address that relative ones count from
 */
export function checkConfig(raw: unknown, base: string): CheckedConfig {
  const { page, problems: pageProblems } = checkPage(raw);
  if (!page) return { config: null, problems: pageProblems };
  const { title, language, timeZone, oidc, anonymousRole, dashboards, limits, commandDeadlineSeconds } = page;
  const { alarmRole, alarms, kiosk } = page;
  const problems = [...pageProblems];
  const connections: ConnectionSettings[] = [];
  page.connections.forEach((one, index) => {
    const path = `connections[${index}]`;
    const checked = checkConnection(one, path, base);
    problems.push(...checked.problems);
    const { settings } = checked;
    if (!settings) return;
    if (connections.some((other) => other.id === settings.id)) {
      problems.push(`${path}.id: the id is used twice; expected one of its own`);
    } else if (!oidc && settings.credentials.kind === 'oidc') {
      problems.push(
        `${path}.credentials.kind: "oidc" needs a sign-in, and this configuration has no "oidc" part`,
      );
    } else connections.push(settings);
  });
  return {
    problems,
    config: {
      title,
      locale: { language, timeZone },
      oidc: oidc ?? null,
      anonymousRole,
      // The page's own addresses have several levels: what is beside the page is not beside each of them.
      dashboards: dashboards.map((source) =>
        URL.canParse(source, base) ? new URL(source, base).href : source,
      ),
      alarms,
      kiosk,
      engine: {
        connections,
        limits: {
          maxSeries: limits.maxSeries,
          maxDevices: limits.maxDevices,
          maxBytes: Math.round(limits.maxMegabytes * 1024 * 1024),
          maxSamplesPerSeries: limits.maxSamplesPerSeries,
          ...(limits.retentionHours !== undefined && { maxAgeMs: limits.retentionHours * 3_600_000 }),
        },
        history: {
          // Deployments beside each other on one host share its storage.
          database: `signalbox-history ${new URL(base).pathname}`,
          maxBytes: Math.round(limits.historyMegabytes * 1024 * 1024),
          // What is forgotten is not kept beside, either.
          maxAgeMs:
            Math.min(limits.historyHours, limits.retentionHours ?? Number.POSITIVE_INFINITY) * 3_600_000,
        },
        commandDeadlineMs: commandDeadlineSeconds * 1000,
        alarms: {
          rules: [],
          role: alarmRole,
          database: `signalbox-alarms ${new URL(base).pathname}`,
          journal: { entries: limits.alarmEntries, days: limits.alarmDays },
        },
        audit: {
          database: `signalbox-audit ${new URL(base).pathname}`,
          entries: limits.auditEntries,
          days: limits.auditDays,
        },
      },
    },
  };
}
