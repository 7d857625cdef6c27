import type { AlarmRule } from '../../model/alarm.ts';
import { Check } from './check.ts';
import { subjectsOf } from './compile.ts';
import { TestCondition } from './conditions.ts';
import type { Links } from './links.ts';
import { matcher } from './pattern.ts';
import type { AlarmRecord } from './record.ts';
import type { AlarmSubject } from './subject.ts';

interface ConnectionCheck {
  readonly check: Check;
  readonly record: AlarmRecord;
}

/** Watches connections themselves for the rules about them. */
export class ConnectionChecks {
  readonly #rules: readonly AlarmRule[];
  readonly #make: (subject: AlarmSubject) => AlarmRecord | null;
  readonly #left: (connection: string) => void;
  /** Of rules about connections, by connection. */
  readonly #checks = new Map<string, readonly ConnectionCheck[]>();

  /**
   * @param make the alarm of a subject; null where there are too many
   * @param left a connection has been removed
   */
  constructor(
    rules: readonly AlarmRule[],
    make: (subject: AlarmSubject) => AlarmRecord | null,
    left: (connection: string) => void,
  ) {
    this.#rules = rules;
    this.#make = make;
    this.#left = left;
  }

  /** Connections come and go while the page is open. @param ids of all there are now */
  follow(ids: Iterable<string>): void {
    const there = new Set(ids);
    for (const connection of there) {
      if (!this.#checks.has(connection)) this.#checks.set(connection, this.#checksOf(connection));
    }
    if (there.size === this.#checks.size) return;
    for (const connection of this.#checks.keys()) {
      if (there.has(connection)) continue;
      this.#checks.delete(connection);
      this.#left(connection);
    }
  }

  /** Our clock was set, or stood still: delays count from now. @param now epoch ms */
  restart(now: number): void {
    for (const checks of this.#checks.values()) for (const { check } of checks) check.restart(now);
  }

  /** Once a second. @param now epoch ms */
  tick(now: number, links: Links): void {
    for (const [connection, checks] of this.#checks) {
      const { isOnline, isStarting } = links.of(connection, now);
      if (isStarting) continue;
      for (const { check, record } of checks) {
        check.reading(now, isOnline ? 1 : 0);
        if (check.isActive === record.isActive) record.bearOut();
      }
    }
  }

  #checksOf(connection: string): readonly ConnectionCheck[] {
    return this.#rules.flatMap((rule) => {
      if (rule.kind !== 'connection' || !matcher(rule.connection)(connection)) return [];
      return subjectsOf(rule, { connection, device: '', quantity: '' }).flatMap((subject) => {
        const record = this.#make(subject);
        if (!record) return [];
        return { check: new Check(new TestCondition({ is: false }), rule, record, record.isActive), record };
      });
    });
  }
}
