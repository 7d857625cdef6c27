import type { AlarmRule, SeriesRule } from '../../model/alarm.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { ChangeCondition, type Condition, LimitCondition, TestCondition } from './conditions.ts';
import { type Matcher, matcher } from './pattern.ts';
import type { AlarmSubject } from './subject.ts';

/** A rule for series with its patterns made ready. */
export interface CompiledRule {
  readonly rule: SeriesRule;
  fits(ref: SeriesRef): boolean;
}

/** Rules for series, made ready. */
export function compiled(rules: readonly AlarmRule[]): readonly CompiledRule[] {
  return rules.flatMap((rule) => {
    if (rule.kind === 'connection') return [];
    const [connection, device, quantity]: Matcher[] = [rule.connection, rule.device, rule.quantity].map(
      matcher,
    );
    return {
      rule,
      fits: (ref) =>
        Boolean(quantity?.(ref.quantity) && device?.(ref.device) && connection?.(ref.connection)),
    };
  });
}

/** Whether a pattern is the name of one thing. */
export function isNamed(pattern: string): boolean {
  return !pattern.includes('*');
}

/** Whether a rule is for want of readings of one device that it names. */
export function namesDevice({ rule }: CompiledRule): boolean {
  return rule.kind === 'stale' && isNamed(rule.connection) && isNamed(rule.device);
}

/** States are 0 and 1; a word stays one. */
function levelOf(is: boolean | number | string): number | string {
  return typeof is === 'string' ? is : Number(is);
}

/** The alarms that a rule makes of a series, or of a connection, the worse limits first. */
export function subjectsOf(rule: AlarmRule, ref: SeriesRef): readonly AlarmSubject[] {
  if (rule.kind !== 'limit') {
    const limit = rule.kind === 'change' ? rule.by : rule.kind === 'state' ? levelOf(rule.is) : null;
    return [{ rule, kind: rule.kind, priority: rule.priority, limit, ref }];
  }
  return rule.limits.map(({ level, at, priority }) => ({ rule, kind: level, priority, limit: at, ref }));
}

/** What is looked for in readings; null where it is not readings that raise the alarm. */
export function conditionOf({ rule, kind, limit }: AlarmSubject): Condition | null {
  switch (rule.kind) {
    case 'limit':
      if (kind === 'change' || kind === 'stale' || kind === 'state' || kind === 'connection') return null;
      return new LimitCondition(kind, typeof limit === 'number' ? limit : Number.NaN, rule.deadband);
    case 'change':
      return new ChangeCondition(rule);
    case 'state':
      // Words are no readings: `TextStates` hears them.
      return typeof rule.is === 'string' ? null : new TestCondition({ is: rule.is });
    case 'stale':
    case 'connection':
      return null;
  }
}
