import {
  type Alarm,
  type AlarmAction,
  type AlarmPriority,
  type AlarmState,
  awaitsAcknowledgement,
  PRIORITIES,
} from '../../model/alarm.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { conditionSought, KIND_WORDS, PRIORITY_WORDS, STATE_WORDS } from './words.ts';

/** What is looked for; '' means any. */
export interface AlarmFilter {
  readonly state: AlarmState | 'open' | '';
  readonly priority: AlarmPriority | '';
  readonly text: string;
}

export const ANY: AlarmFilter = { state: '', priority: '', text: '' };

const STATE_ORDER: readonly AlarmState[] = [
  'unacknowledged',
  'returned',
  'acknowledged',
  'shelved',
  'suppressed',
  'normal',
];

/** What needs somebody most comes first: by state, then priority, then the newest. */
function byUrgency(a: Alarm, b: Alarm): number {
  return byState(a, b) || byPriority(a, b) || byAge(a, b);
}

/** The worst comes first: by priority, then state, then the newest. What is critical may be so again at any moment, though it is over just now. */
export function worstFirst(a: Alarm, b: Alarm): number {
  return byPriority(a, b) || byState(a, b) || byAge(a, b);
}

function byState(a: Alarm, b: Alarm): number {
  return STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);
}

function byPriority(a: Alarm, b: Alarm): number {
  return PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority);
}

function byAge(a: Alarm, b: Alarm): number {
  return (b.raisedAt ?? 0) - (a.raisedAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Alarms that fit. All words of the text have to be found, anywhere in an alarm. */
export function fitting(
  alarms: Iterable<Alarm>,
  { state, priority, text }: AlarmFilter,
  nameOf: (connection: string) => string,
): readonly Alarm[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [...alarms].filter((alarm) => {
    if (priority !== '' && alarm.priority !== priority) return false;
    if (state === 'open' ? !awaitsAcknowledgement(alarm.state) : state !== '' && alarm.state !== state)
      return false;
    if (words.length === 0) return true;
    const all = [
      said(alarm.title),
      t(KIND_WORDS[alarm.kind]),
      conditionSought(alarm),
      t(PRIORITY_WORDS[alarm.priority]),
      t(STATE_WORDS[alarm.state]),
      alarm.device,
      alarm.quantity,
      alarm.connection,
      nameOf(alarm.connection),
      said(alarm.advice),
    ]
      .join('\n')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/**
 * Alarms in the order in which they are shown. While somebody points at the list nothing in it may move, lest they acknowledge another
 * alarm than they meant: then those that are there keep their places, and new ones come after them, but among those that are drawn.
 * @param held ids in the order shown last, while it has to be kept; else null
 * @param drawn so many from the first on are drawn
 */
export function ordered(
  alarms: readonly Alarm[],
  held: readonly string[] | null,
  drawn: number,
): readonly Alarm[] {
  const sorted = [...alarms].sort(byUrgency);
  if (held === null) return sorted;
  const places = new Map(held.map((id, place) => [id, place]));
  const placeOf = ({ id }: Alarm) => places.get(id) ?? held.length;
  const known = sorted.filter(({ id }) => places.has(id)).sort((a, b) => placeOf(a) - placeOf(b));
  const fresh = sorted.filter(({ id }) => !places.has(id));
  // In a flood what is new shows at the lower end of what is drawn, and never pushes down more than half of it.
  const at = Math.min(known.length, Math.max(Math.ceil(drawn / 2), drawn - fresh.length));
  return [...known.slice(0, at), ...fresh, ...known.slice(at)];
}

/** Says of alarms, as they are shown, that somebody knows. */
export function acknowledging(alarms: readonly Alarm[]): AlarmAction {
  return {
    kind: 'acknowledge',
    alarms: alarms.map(({ id }) => id),
    raised: alarms.map(({ raisedAt }) => raisedAt),
  };
}

/** How many there are of each priority that nobody has acknowledged, the worst first, and of all. */
export function openCounts(alarms: Iterable<Alarm>) {
  const counts: Record<AlarmPriority, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  let worst: Alarm | null = null;
  let all = 0;
  for (const alarm of alarms) {
    if (!awaitsAcknowledgement(alarm.state)) continue;
    counts[alarm.priority] += 1;
    all += 1;
    if (worst === null || worstFirst(alarm, worst) < 0) worst = alarm;
  }
  return { counts, worst, all };
}
