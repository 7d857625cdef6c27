import type { SeriesRule } from '../../model/alarm.ts';
import type { Scalar } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { Check } from './check.ts';
import { type CompiledRule, subjectsOf } from './compile.ts';
import { TestCondition } from './conditions.ts';
import type { Links } from './links.ts';
import type { AlarmRecord } from './record.ts';
import type { AlarmSubject } from './subject.ts';

type TextRule = Extract<SeriesRule, { kind: 'state' }> & { readonly is: string };

function isOfText(rule: SeriesRule): rule is TextRule {
  return rule.kind === 'state' && typeof rule.is === 'string';
}

/** Makes the alarm of a rule and a state; null where there are too many. */
type MakeRecord = (rule: SeriesRule, subject: AlarmSubject) => AlarmRecord | null;

interface TextCheck {
  readonly rule: TextRule;
  readonly check: Check;
  readonly record: AlarmRecord;
}

/**
 * Watches states that are told in words (`jammed`): no series is kept of them. A device tells them when they change, so what was told last
 * holds while the link does.
 */
export class TextStates {
  readonly #rules: readonly (CompiledRule & { readonly rule: TextRule })[];
  /** By connection, device and property. */
  readonly #checks = new Map<string, readonly TextCheck[]>();
  readonly #make: MakeRecord;

  constructor(rules: readonly CompiledRule[], make: MakeRecord) {
    this.#rules = rules.flatMap(({ rule, fits }) => (isOfText(rule) ? [{ rule, fits }] : []));
    this.#make = make;
  }

  /** What a device has said of one of its states; null: it does not know. @param time epoch ms */
  reported(ref: SeriesRef, value: Scalar | null, time: number): void {
    if (this.#rules.length === 0 || value === null) return;
    const key = JSON.stringify([ref.connection, ref.device, ref.quantity]);
    let checks = this.#checks.get(key);
    if (!checks) {
      // What has never been a word is not watched for any; what has been ends by whatever else it is.
      if (typeof value !== 'string') return;
      checks = this.#checksOf(ref);
      this.#checks.set(key, checks);
    }
    for (const { rule, check, record } of checks) {
      record.heard(time);
      check.reading(time, Number(value === rule.is));
    }
  }

  /** Once a second: delays that no further report ends, and links that broke. @param now epoch ms */
  tick(now: number, links: Links): void {
    for (const checks of this.#checks.values()) {
      for (const { rule, check, record } of checks) {
        const { isOnline, isStarting, since } = links.of(record.subject.ref.connection, now);
        if (isOnline) {
          check.tick(now);
          record.linkIsUp(now, since);
        } else if (!isStarting) {
          check.interrupt();
          if (rule.suppressWhileDown) record.linkBroke(now);
        }
      }
    }
  }

  /** Our clock was set, or stood still: delays count from now. @param now epoch ms */
  restart(now: number): void {
    for (const checks of this.#checks.values()) for (const { check } of checks) check.restart(now);
  }

  /** A link broke, and with it what was told of it. @param now epoch ms */
  broken(connection: string, now: number): void {
    for (const checks of this.#checks.values()) {
      for (const { rule, check, record } of checks) {
        if (record.subject.ref.connection !== connection) continue;
        check.interrupt();
        if (rule.suppressWhileDown) record.linkBroke(now);
      }
    }
  }

  /** A connection was removed. */
  leave(connection: string): void {
    for (const [key, [first]] of this.#checks) {
      if (first?.record.subject.ref.connection === connection) this.#checks.delete(key);
    }
  }

  #checksOf(ref: SeriesRef): readonly TextCheck[] {
    return this.#rules.flatMap(({ rule, fits }) =>
      fits(ref)
        ? subjectsOf(rule, ref).flatMap((subject) => {
            const record = this.#make(rule, subject);
            if (!record) return [];
            // The value itself is a word, which no reading is: only whether it is the one is known.
            const listener = {
              turned: (isActive: boolean, at: number) => record.turned(isActive, at, Number.NaN),
            };
            const check = new Check(new TestCondition({ is: true }), rule, listener, record.isActive, true);
            return { rule, check, record };
          })
        : [],
    );
  }
}
