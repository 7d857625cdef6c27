import * as z from 'zod/mini';
import { protocolShapes } from '../engine/protocols/shapes.ts';

const text = z.string().check(z.minLength(1));
const seconds = z.number().check(z.positive());
/** Nobody waits longer beside a machine; and a timer set for more than 24 days goes off at once. */
const MAX_DEADLINE_SECONDS = 3_600;
const role = z.enum(['viewer', 'technician', 'admin']);

/** Whether `Intl` takes it: it throws where it does not. */
function isKnown(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

const language = z
  .string()
  .check(
    z.refine(
      (tag) => isKnown(() => new Intl.NumberFormat(tag)),
      'expected a language tag such as "en-GB" or "cs"',
    ),
  );
const timeZone = z
  .string()
  .check(
    z.refine(
      (zone) => isKnown(() => new Intl.DateTimeFormat('en', { timeZone: zone })),
      'expected a time zone such as "Europe/Prague" or "UTC"',
    ),
  );

const credentials = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('oidc') }),
  z.strictObject({ kind: z.literal('basic'), username: text, password: text }),
  z.strictObject({ kind: z.literal('api-key'), username: text, key: text }),
  z.strictObject({ kind: z.literal('token'), token: text }),
  z.strictObject({ kind: z.literal('token-url'), url: text }),
  z.strictObject({ kind: z.literal('ask'), what: z._default(z.enum(['password', 'token']), 'password') }),
]);

/** Fields that every connection has, whatever its protocol. */
const connectionShape = {
  id: z.string().check(z.regex(/^[\w.-]{1,64}$/, 'expected letters, digits, dots, dashes or underscores')),
  /** For people; the id by default. */
  name: z.optional(text),
  /** The protocol's first by default. */
  transport: z.optional(text),
  /** Absolute, or relative to the page. */
  url: text,
  credentials: z._default(credentials, { kind: 'none' }),
  /** A series with no reading for longer is stale. */
  staleAfterSeconds: z._default(seconds, 30),
  /** A link that has said nothing for longer takes no orders. */
  silenceSeconds: z._default(seconds, 45),
  /** The least role that may send commands. */
  commandRole: z._default(role, 'technician'),
  /** Whether readings are kept in the browser, so that a reload keeps the picture. */
  history: z._default(z.boolean(), true),
  /** Where devices are; it goes before what the back end says of that. */
  rooms: z._default(z.array(z.strictObject({ room: text, devices: z.array(text) })), []),
};

/** The schema of one protocol's connections. */
function connectionOf(protocol: (typeof protocolShapes)[number]) {
  return z.strictObject({
    ...connectionShape,
    protocol: z.literal(protocol.id),
    transport: z.optional(z.enum(protocol.transports)),
    ...protocol.options().shape,
  });
}

/** Schemas of connections by protocol id. */
export const connectionSchemas: ReadonlyMap<string, ReturnType<typeof connectionOf>> = new Map(
  protocolShapes.map((protocol) => [protocol.id, connectionOf(protocol)]),
);

/** OpenID Connect: who may sign in, and which roles of theirs mean what here. */
const oidcSchema = z.strictObject({
  authority: z.url({ protocol: /^https?$/, error: 'expected an address like https://id.example.com' }),
  clientId: text,
  scope: z._default(text, 'openid profile offline_access'),
  /** Dotted path to the list of roles in the ID token or the access token. */
  rolesClaim: z._default(text, 'realm_access.roles'),
  /** The provider's names of our roles. */
  roles: z._default(
    z.strictObject({
      technician: z._default(z.array(text), ['technician']),
      admin: z._default(z.array(text), ['admin']),
    }),
    { technician: ['technician'], admin: ['admin'] },
  ),
});
export type OidcConfig = z.output<typeof oidcSchema>;

const limits = z.strictObject({
  maxSeries: z._default(z.int().check(z.positive()), 10_000),
  maxDevices: z._default(z.int().check(z.positive()), 5_000),
  maxMegabytes: z._default(z.number().check(z.positive()), 64),
  maxSamplesPerSeries: z._default(z.int().check(z.positive()), 200_000),
  /** Older readings are forgotten, however much room there is; left out: they are kept as long as there is room. */
  retentionHours: z.optional(z.number().check(z.positive())),
  /** Commands that the audit keeps in each browser. */
  auditEntries: z._default(z.int().check(z.positive(), z.maximum(100_000)), 10_000),
  /** Days that the audit keeps a command. */
  auditDays: z._default(z.number().check(z.positive()), 90),
  /** Lines of the alarm journal kept in each browser. */
  alarmEntries: z._default(z.int().check(z.positive(), z.maximum(100_000)), 10_000),
  /** Days that the alarm journal keeps a line. */
  alarmDays: z._default(z.number().check(z.positive()), 90),
  /** Readings kept in the browser across reloads, of all connections together; 0: none. */
  historyMegabytes: z._default(z.number().check(z.nonnegative()), 32),
  historyHours: z._default(z.number().check(z.positive()), 24),
});

/** Everything of `config.json` but its connections, which are checked one by one so that a wrong one takes no other with it. */
const pageShape = {
  $schema: z.optional(z.string()),
  title: z._default(text, 'Signalbox'),
  /** How numbers and times are written (BCP 47); the browser's by default. */
  language: z.optional(language),
  /** Zone that times are written in (IANA); the browser's by default. */
  timeZone: z.optional(timeZone),
  oidc: z.optional(oidcSchema),
  /** The role of everybody where there is no sign-in. */
  anonymousRole: z._default(role, 'technician'),
  dashboards: z._default(z.array(text), ['dashboards/overview.json']),
  /** A command with no end after this long is timed out. */
  commandDeadlineSeconds: z._default(seconds.check(z.maximum(MAX_DEADLINE_SECONDS)), 5),
  /** The least role that may acknowledge and shelve alarms. */
  alarmRole: z._default(role, 'technician'),
  limits: z._default(limits, {
    maxSeries: 10_000,
    maxDevices: 5_000,
    maxMegabytes: 64,
    maxSamplesPerSeries: 200_000,
    auditEntries: 10_000,
    auditDays: 90,
    alarmEntries: 10_000,
    alarmDays: 90,
    historyMegabytes: 32,
    historyHours: 24,
  }),
};

export const pageSchema = z.strictObject({
  ...pageShape,
  connections: z._default(z.array(z.unknown()), []),
  alarms: z._default(z.array(z.unknown()), []),
  kiosk: z._default(z.unknown(), {}),
});

/** The whole of `config.json`, for the generated JSON schema. */
export function wholeSchema() {
  const [first, ...others] = [...connectionSchemas.values()];
  const connection = first ? z.union([first, ...others]) : z.never();
  return z.strictObject({ ...pageShape, connections: z._default(z.array(connection), []) });
}
