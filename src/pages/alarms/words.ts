import type { Alarm, AlarmKind, AlarmState, JournalEntry } from '../../model/alarm.ts';
import { formatTime, formatValue } from '../../ui/format.ts';

export const STATE_WORDS: Readonly<Record<AlarmState, string>> = {
  normal: 'normal',
  unacknowledged: 'unacknowledged',
  returned: 'over, unacknowledged',
  acknowledged: 'acknowledged',
  shelved: 'shelved',
  suppressed: 'suppressed',
};

export const KIND_WORDS: Readonly<Record<AlarmKind, string>> = {
  'high-high': 'high-high',
  high: 'high',
  low: 'low',
  'low-low': 'low-low',
  change: 'changes too fast',
  stale: 'no readings',
  state: 'state',
  connection: 'connection down',
};

export const EVENT_WORDS: Readonly<Record<JournalEntry['event'], string>> = {
  raised: 'began',
  returned: 'ended',
  acknowledged: 'acknowledged',
  shelved: 'shelved',
  unshelved: 'back from the shelf',
  suppressed: 'suppressed',
  released: 'no longer suppressed',
};

/** A number with as many decimals as were written of it. */
function asWritten(value: number): string {
  return formatValue(value, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length);
}

type Measured = Pick<Alarm, 'kind' | 'value' | 'limit' | 'unit'>;

/** What is wrong, with the reading that raised it and what it was compared with: `high: 24.31 ℃, limit 24 ℃`. */
export function conditionWords({ kind, value, limit, unit }: Measured, decimals = 2): string {
  const withUnit = (text: string) => (unit === '' ? text : `${text} ${unit}`);
  const word = KIND_WORDS[kind];
  switch (kind) {
    case 'stale':
    case 'connection':
      return word;
    case 'state':
      return `is ${limit === 1 ? 'on' : limit === 0 ? 'off' : asWritten(limit ?? Number.NaN)}`;
    case 'change':
      return limit === null ? word : `${word}: by more than ${withUnit(asWritten(limit))}`;
    default: {
      const at = limit === null ? '' : `limit ${withUnit(asWritten(limit))}`;
      return value === null ? `${word}: ${at}` : `${word}: ${withUnit(formatValue(value, decimals))}, ${at}`;
    }
  }
}

/** A state with who brought it about and until when. */
export function stateWords({ state, acknowledged, shelved, suppressedBecause }: Alarm): string {
  const by = (name: string) => (name === '' ? '' : ` by ${name}`);
  if (state === 'shelved' && shelved) return `shelved until ${formatTime(shelved.until)}${by(shelved.by)}`;
  if (state === 'acknowledged' && acknowledged)
    return `acknowledged at ${formatTime(acknowledged.at)}${by(acknowledged.by)}`;
  if (state === 'suppressed') return `suppressed. ${suppressedBecause}`;
  return STATE_WORDS[state];
}
