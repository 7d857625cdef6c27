import * as z from 'zod/mini';
import type { AlarmLevel, AlarmPriority, AlarmRule, DesignCondition, LimitRule } from '../model/alarm.ts';
import { problemsOf } from '../model/problems.ts';
import { alarmRule } from './alarm-schema.ts';

type Given = z.output<typeof alarmRule>;
type GivenLimits = Extract<Given, { kind: 'limit' }>;

/** What became of `alarms`. */
interface CheckedRules {
  readonly rules: readonly AlarmRule[];
  /** What is wrong, one sentence each, with the path and what was expected. */
  readonly problems: readonly string[];
}

/** The rules of a config.json, for whoever looks at the whole file: by way of this file, so that what checks them at first stays one fetch. */
export const rulesSchema = z.array(alarmRule);

const namesSchema = z.looseObject({ connections: z.array(z.unknown()) });
const nameSchema = z.looseObject({ id: z.string() });

/** Ids of all connections in a parsed `config.json`: one that is wrong is named already, and no reason to complain of its rules. */
export function connectionsIn(raw: unknown): readonly string[] {
  const file = namesSchema.safeParse(raw);
  if (!file.success) return [];
  return file.data.connections.flatMap((one) => {
    const named = nameSchema.safeParse(one);
    return named.success ? [named.data.id] : [];
  });
}

/**
 * Checks the alarm rules of a parsed `config.json`. A wrong one is left out and named, and the others are watched. Does not throw.
 * @param connections ids of those in the file
 */
export function checkAlarmRules(raws: readonly unknown[], connections: readonly string[]): CheckedRules {
  const rules: AlarmRule[] = [];
  const problems: string[] = [];
  raws.forEach((raw, index) => {
    const path = `alarms[${index}]`;
    const parsed = alarmRule.safeParse(raw, { reportInput: true });
    if (!parsed.success) {
      problems.push(
        ...problemsOf(parsed.error, path).map((problem) => `${problem}; the alarm is not watched`),
      );
      return;
    }
    const rule = ruleOf(parsed.data);
    if (rules.some(({ id }) => id === rule.id)) {
      problems.push(`${path}.id: the id is used twice; expected one of its own; the alarm is not watched`);
      return;
    }
    if (!rule.connection.includes('*') && !connections.includes(rule.connection)) {
      problems.push(`${path}.connection: there is no connection of this id; the alarm is not watched`);
      return;
    }
    const looked = rule.kind === 'connection' ? undefined : rule.suppressWhile?.connection;
    if (looked !== undefined && !connections.includes(looked)) {
      problems.push(
        `${path}.suppressWhile.connection: there is no connection of this id; the alarm is not watched`,
      );
      return;
    }
    rules.push(rule);
  });
  return { rules, problems };
}

function ruleOf(given: Given): AlarmRule {
  const { id, title = id, advice, connection } = given;
  const shared = {
    id,
    title,
    advice,
    connection,
    onDelayMs: given.onDelaySeconds * 1000,
    offDelayMs: given.offDelaySeconds * 1000,
  };
  if (given.kind === 'connection') return { ...shared, kind: 'connection', priority: given.priority };
  const { device, quantity, suppressWhileDown } = given;
  const suppressWhile = given.suppressWhile ? designConditionOf(given.suppressWhile) : null;
  const ofSeries = { ...shared, device, quantity, suppressWhileDown, suppressWhile };
  switch (given.kind) {
    case 'limit':
      return { ...ofSeries, kind: 'limit', limits: limitsOf(given), deadband: given.deadband };
    case 'change': {
      const { priority, by, withinSeconds, direction, deadband } = given;
      return {
        ...ofSeries,
        kind: 'change',
        priority,
        by,
        withinMs: withinSeconds * 1000,
        direction,
        deadband,
      };
    }
    case 'stale': {
      const { priority, afterSeconds } = given;
      const afterMs = afterSeconds === undefined ? null : afterSeconds * 1000;
      return { ...ofSeries, kind: 'stale', priority, afterMs };
    }
    case 'state':
      return { ...ofSeries, kind: 'state', priority: given.priority, is: given.is };
  }
}

function limitsOf({ highHigh, high, low, lowLow }: GivenLimits): LimitRule['limits'] {
  const all: readonly [AlarmLevel, GivenLimits['high'], AlarmPriority][] = [
    ['high-high', highHigh, 'critical'],
    ['high', high, 'high'],
    ['low', low, 'high'],
    ['low-low', lowLow, 'critical'],
  ];
  return all.flatMap(([level, limit, usual]) =>
    limit ? [{ level, at: limit.at, priority: limit.priority ?? usual }] : [],
  );
}

function designConditionOf(given: NonNullable<GivenLimits['suppressWhile']>): DesignCondition {
  const { connection, device, quantity, is, above, below } = given;
  return {
    quantity,
    ...(connection !== undefined && { connection }),
    ...(device !== undefined && { device }),
    ...(is !== undefined && { is }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
  };
}
