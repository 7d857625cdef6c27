import type { Alarm } from './alarm.ts';

/** An alarm that has just been raised, with what a test says otherwise. */
export function alarm(part: Partial<Alarm> = {}): Alarm {
  return {
    id: 'alarm',
    rule: 'hot',
    title: 'Too hot',
    advice: '',
    kind: 'high',
    priority: 'high',
    connection: 'bridge',
    device: 'thermometer/1',
    quantity: 'temperature',
    unit: '℃',
    limit: 50,
    state: 'unacknowledged',
    isActive: true,
    raisedAt: 1_000,
    returnedAt: null,
    value: 51,
    acknowledged: null,
    shelved: null,
    suppressedBecause: '',
    occurrences: 1,
    isRecalled: false,
    isUnheard: false,
    ...part,
  };
}
