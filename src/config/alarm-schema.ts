import * as z from 'zod/mini';

/** Patterns are as long as names may be. */
const pattern = z.string().check(z.minLength(1), z.maxLength(200));
/** Where one series is meant. */
const name = pattern.check(z.regex(/^[^*]*$/, 'expected one name, without *'));
const seconds = z.number().check(z.nonnegative());
const priority = z.enum(['critical', 'high', 'medium', 'low']);

/** What every rule has. */
const ruleShape = {
  /** The alarm is known by it across reloads and in the journal. */
  id: z.string().check(z.regex(/^[\w.-]{1,64}$/, 'expected letters, digits, dots, dashes or underscores')),
  /** For people; the id by default. */
  title: z.optional(z.string().check(z.minLength(1), z.maxLength(120))),
  /** What to do about it, in words. */
  advice: z._default(z.string().check(z.maxLength(300)), ''),
  /** Ids of connections; `*` stands for any run of characters, as in the other names. */
  connection: z._default(pattern, '*'),
  offDelaySeconds: z._default(seconds, 0),
};

/** While a reading meets all of this, the alarm means nothing. What is absent is the watched series' own. */
const designCondition = z
  .strictObject({
    connection: z.optional(name),
    device: z.optional(name),
    quantity: name,
    is: z.optional(z.union([z.boolean(), z.number()])),
    above: z.optional(z.number()),
    below: z.optional(z.number()),
  })
  .check(
    z.refine(
      ({ is, above, below }) => is !== undefined || above !== undefined || below !== undefined,
      'expected "is", "above" or "below"',
    ),
  );

/** What every rule about series has. */
const seriesShape = {
  ...ruleShape,
  device: z._default(pattern, '*'),
  onDelaySeconds: z._default(seconds, 0),
  /** Whether the alarm is suppressed while the link that brings the series is down. */
  suppressWhileDown: z._default(z.boolean(), true),
  suppressWhile: z.optional(designCondition),
};

const limit = z.strictObject({ at: z.number(), priority: z.optional(priority) });
const rulePriority = z._default(priority, 'medium');

const limitRule = z
  .strictObject({
    ...seriesShape,
    kind: z.literal('limit'),
    quantity: pattern,
    highHigh: z.optional(limit),
    high: z.optional(limit),
    low: z.optional(limit),
    lowLow: z.optional(limit),
    /** How far behind its limit a reading has to be for the alarm to be over. */
    deadband: z._default(z.number().check(z.nonnegative()), 0),
  })
  .check(
    z.refine(
      ({ highHigh, high, low, lowLow }) => Boolean(highHigh ?? high ?? low ?? lowLow),
      'expected "highHigh", "high", "low" or "lowLow"',
    ),
    z.refine(({ highHigh, high, low, lowLow, deadband }) => {
      const given = [lowLow, low, high, highHigh].flatMap((one) => (one ? [one.at] : []));
      const isRising = given.every((at, i) => i === 0 || at > (given[i - 1] ?? at));
      // An alarm that is over only beyond the opposite limit would never be.
      const room = (high ?? highHigh)?.at ?? Number.POSITIVE_INFINITY;
      const floor = (low ?? lowLow)?.at ?? Number.NEGATIVE_INFINITY;
      return isRising && room - deadband > floor;
    }, 'expected limits that rise from lowLow to highHigh, further apart than the deadband'),
  );

const changeRule = z
  .strictObject({
    ...seriesShape,
    kind: z.literal('change'),
    quantity: pattern,
    priority: rulePriority,
    /** More than this within the time is wrong. */
    by: z.number().check(z.positive()),
    withinSeconds: z.number().check(z.positive()),
    direction: z._default(z.enum(['rise', 'fall', 'either']), 'either'),
    /** By how much less it has to be for the alarm to be over. */
    deadband: z._default(z.number().check(z.nonnegative()), 0),
  })
  .check(z.refine(({ by, deadband }) => deadband < by, 'expected a deadband below "by"'));

const staleRule = z.strictObject({
  ...seriesShape,
  kind: z.literal('stale'),
  quantity: z._default(pattern, '*'),
  priority: rulePriority,
  /** By default when the connection calls its series stale. */
  afterSeconds: z.optional(z.number().check(z.positive())),
});

const stateRule = z.strictObject({
  ...seriesShape,
  kind: z.literal('state'),
  quantity: pattern,
  priority: rulePriority,
  is: z.union([z.boolean(), z.number(), pattern]),
});

const connectionRule = z.strictObject({
  ...ruleShape,
  kind: z.literal('connection'),
  priority: z._default(priority, 'high'),
  onDelaySeconds: z._default(seconds, 10),
});

/** One of `alarms` in `config.json`. */
export const alarmRule = z.discriminatedUnion('kind', [
  limitRule,
  changeRule,
  staleRule,
  stateRule,
  connectionRule,
]);
