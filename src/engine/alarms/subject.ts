import type { AlarmKind, AlarmPriority, AlarmRule } from '../../model/alarm.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';

/** What one alarm is about. */
export interface AlarmSubject {
  readonly rule: AlarmRule;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  readonly limit: number | string | null;
  /** Device and quantity are '' for a connection, and quantity for a device as such. */
  readonly ref: SeriesRef;
}

/** Of an alarm's subject, so that it is the same after a reload. */
export function alarmId({ rule, kind, ref }: AlarmSubject): string {
  return `${rule.id}\u001f${kind}\u001f${seriesKey(ref)}`;
}
