import type { DesignCondition } from '../../model/alarm.ts';
import { TestCondition } from './conditions.ts';
import type { AlarmRecord } from './record.ts';

/** A condition of the plant in which some alarms mean nothing, looked for in the readings of one series. */
export class Guard {
  readonly #condition: TestCondition;
  readonly #records = new Set<AlarmRecord>();
  #holds = false;

  constructor(condition: DesignCondition) {
    this.#condition = new TestCondition(condition);
  }

  /** From now on the alarm is suppressed while the condition holds. */
  add(record: AlarmRecord, at: number): void {
    this.#records.add(record);
    if (this.#holds) record.suppress('design', true, at);
  }

  /** A connection was removed, and its alarms with it. */
  forget(connection: string): void {
    for (const record of this.#records) {
      if (record.subject.ref.connection === connection) this.#records.delete(record);
    }
  }

  /** @param time epoch ms */
  reading(time: number, value: number): void {
    this.#turn(this.#condition.holds(time, value), time);
  }

  /** Nobody knows the value any more: nothing is suppressed by it. @param time epoch ms */
  lost(time: number): void {
    this.#turn(false, time);
  }

  #turn(holds: boolean, at: number): void {
    if (holds === this.#holds) return;
    this.#holds = holds;
    for (const record of this.#records) record.suppress('design', holds, at);
  }
}
