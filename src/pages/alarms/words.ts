import type { Alarm, AlarmKind, AlarmPriority, AlarmState, JournalEntry } from '../../model/alarm.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { entryTime } from '../../ui/entry.ts';
import { formatTime, formatValue } from '../../ui/format.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { dayOf } from '../../ui/zone.ts';

/** With how many decimals a reading may be shown: as many as its series turns out to have. */
const DECIMALS = [0, 1, 2, 3, 4, 5, 6];

export const PRIORITY_WORDS: Readonly<Record<AlarmPriority, PlainText>> = {
  critical: 'critical |priority',
  high: 'high |priority',
  medium: 'medium |priority',
  low: 'low |priority',
};

export const STATE_WORDS: Readonly<Record<AlarmState, PlainText>> = {
  normal: 'normal',
  unacknowledged: 'unacknowledged',
  returned: 'over, unacknowledged',
  acknowledged: 'acknowledged',
  shelved: 'shelved',
  suppressed: 'suppressed',
};

export const KIND_WORDS: Readonly<Record<AlarmKind, PlainText>> = {
  'high-high': 'high-high',
  high: 'high',
  low: 'low',
  'low-low': 'low-low',
  change: 'changes too fast',
  stale: 'no readings',
  state: 'state',
  connection: 'connection down',
};

export const EVENT_WORDS: Readonly<Record<JournalEntry['event'], PlainText>> = {
  raised: 'began',
  returned: 'ended',
  acknowledged: 'acknowledged',
  shelved: 'shelved',
  unshelved: 'back from the shelf',
  suppressed: 'suppressed',
  released: 'no longer suppressed',
};

type Measured = Pick<Alarm, 'kind' | 'value' | 'limit' | 'unit'>;

/** What is wrong, beside a title and as short as can be: `high`, `is jammed`; '' where the title alone says it, as of a state that is on or off. */
export function kindWords({ kind, limit }: Pick<Alarm, 'kind' | 'limit'>): string {
  if (typeof limit === 'string') return t('is {state}', { state: limit });
  return kind === 'state' ? '' : t(KIND_WORDS[kind]);
}

/** What is wrong, with the reading that raised it and what it was compared with: `high: 24.31 ℃, limit 24 ℃`, `is jammed`. */
export function conditionWords({ kind, value, limit, unit }: Measured, decimals = 2): string {
  const withUnit = (text: string) => (unit === '' ? text : `${text} ${unit}`);
  if (typeof limit === 'string') return kindWords({ kind, limit });
  const word = t(KIND_WORDS[kind]);
  if (kind === 'stale' || kind === 'connection' || limit === null) return word;
  if (kind === 'state') {
    return t('is {state}', {
      state: limit === 1 ? t('on |state') : limit === 0 ? t('off |state') : formatAsWritten(limit),
    });
  }
  const bound = withUnit(formatAsWritten(limit));
  if (kind === 'change') return t('changes too fast: by more than {bound}', { bound });
  if (value === null) return t('{kind}: limit {limit}', { kind: word, limit: bound });
  const reading = withUnit(formatValue(value, decimals));
  return t('{kind}: {reading}, limit {limit}', { kind: word, reading, limit: bound });
}

/** What a search for text looks at: the condition as it is shown, however many decimals are, and its limit as programs write it. */
export function conditionSought(measured: Measured): string {
  const { value, limit } = measured;
  const readings =
    value === null ? [] : [formatAsWritten(value), ...DECIMALS.map((count) => formatValue(value, count))];
  return [conditionWords(measured), ...readings, limit ?? ''].join('\n');
}

/** With the day, where it is another than today. */
export function timeWords(time: number, now: number): string {
  const isToday = dayOf(time) === dayOf(now) || !Number.isFinite(time);
  return isToday ? formatTime(time) : entryTime(time, now);
}

/** A state with who brought it about and until when. @param now epoch ms */
export function stateWords({ state, acknowledged, shelved, suppressedBecause }: Alarm, now: number): string {
  if (state === 'shelved' && shelved) {
    const time = timeWords(shelved.until, now);
    const { by } = shelved;
    return by === '' ? t('shelved until {time}', { time }) : t('shelved until {time} by {by}', { time, by });
  }
  if (state === 'acknowledged' && acknowledged) {
    const time = timeWords(acknowledged.at, now);
    const { by } = acknowledged;
    return by === ''
      ? t('acknowledged at {time}', { time })
      : t('acknowledged at {time} by {by}', { time, by });
  }
  if (state === 'suppressed') return `${t('suppressed')}. ${said(suppressedBecause)}`;
  return t(STATE_WORDS[state]);
}

/** What happened, who did it, and until when. @param until as text; '' where there is no end */
export function eventWords({ event, by }: JournalEntry, until: string): string {
  const word = t(EVENT_WORDS[event]);
  if (by === '') return until === '' ? word : t('{event} until {time}', { event: word, time: until });
  if (until === '') return t('{event} by {by}', { event: word, by });
  return t('{event} until {time} by {by}', { event: word, time: until, by });
}
