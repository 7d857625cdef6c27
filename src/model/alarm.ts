import type { Person, Role } from './command.ts';
import type { ConnectionId, SeriesRef } from './identity.ts';

/** The worst first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
/** How soon somebody has to do something. */
export type AlarmPriority = (typeof PRIORITIES)[number];

/** Which limit of a series. */
export type AlarmLevel = 'high-high' | 'high' | 'low' | 'low-low';

/** What is wrong while an alarm is active. */
export type AlarmKind = AlarmLevel | 'change' | 'stale' | 'state' | 'connection';

/** What a reading of a series is compared with. All that is named has to hold. */
export interface ValueTest {
  readonly above?: number;
  readonly below?: number;
  readonly is?: boolean | number;
}

/**
 * While a reading meets this, by design an alarm means nothing (a flow of 0 while the pump is off). What is absent is the watched
 * series' own. A reading that is stale, or not there, suppresses nothing.
 */
export interface DesignCondition extends ValueTest {
  readonly connection?: ConnectionId;
  readonly device?: string;
  readonly quantity: string;
}

interface RuleShape {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** What to do, in words; '' where nothing is said. */
  readonly advice: string;
  /** `*` stands for any run of characters, here and in `device` and `quantity`. */
  readonly connection: string;
  /** What is wrong has to stay so for so long before it is an alarm. */
  readonly onDelayMs: number;
  /** What is well has to stay so for so long before the alarm is over. */
  readonly offDelayMs: number;
}

interface SeriesRuleShape extends RuleShape {
  readonly device: string;
  readonly quantity: string;
  /** While the link that brings the series is down nobody knows the value: the alarm is suppressed. */
  readonly suppressWhileDown: boolean;
  readonly suppressWhile: DesignCondition | null;
}

/** Readings beyond a limit. */
export interface LimitRule extends SeriesRuleShape {
  readonly kind: 'limit';
  readonly limits: readonly {
    readonly level: AlarmLevel;
    readonly at: number;
    readonly priority: AlarmPriority;
  }[];
  /** How far behind the limit a reading has to be for the alarm to be over. */
  readonly deadband: number;
}

/** Readings that have changed by more than `by` within a time. */
export interface ChangeRule extends SeriesRuleShape {
  readonly kind: 'change';
  readonly priority: AlarmPriority;
  readonly by: number;
  readonly withinMs: number;
  readonly direction: 'rise' | 'fall' | 'either';
  /** By how much less they have to have changed for the alarm to be over. */
  readonly deadband: number;
}

/** No reading for too long. */
interface StaleRule extends SeriesRuleShape {
  readonly kind: 'stale';
  readonly priority: AlarmPriority;
  /** null: when the connection calls its series stale. */
  readonly afterMs: number | null;
}

/** A state, number or word that has one value. */
interface StateRule extends SeriesRuleShape {
  readonly kind: 'state';
  readonly priority: AlarmPriority;
  readonly is: boolean | number | string;
}

/** A connection that is not online. */
interface ConnectionRule extends RuleShape {
  readonly kind: 'connection';
  readonly priority: AlarmPriority;
}

export type SeriesRule = LimitRule | ChangeRule | StaleRule | StateRule;
/** What an alarm is raised for. */
export type AlarmRule = SeriesRule | ConnectionRule;

/** How much of the alarm journal a browser keeps. */
export interface JournalLimits {
  readonly entries: number;
  readonly days: number;
}

export interface AlarmSettings {
  readonly rules: readonly AlarmRule[];
  /** The least role that may acknowledge and shelve. */
  readonly role: Role;
  /** Name of the browser's database: one a deployment. */
  readonly database: string;
  readonly journal: JournalLimits;
}

/** Why an alarm is suppressed that its rule sets aside by `suppressWhile`, in words. */
export const BY_DESIGN = 'Its rule sets it aside in this condition of the plant.';

/** Id of the alarm that nobody watches for any: no rule is behind it, and it is over as soon as somebody does. */
export const UNWATCHED = 'signalbox';

/**
 * As ISA-18.2 has it:
 * - `normal`
 * - `unacknowledged`  active, and nobody has said that they know
 * - `acknowledged`    active, and somebody has
 * - `returned`        over, and nobody has said that they know
 * - `shelved`         set aside by a person for a time
 * - `suppressed`      set aside by its rule
 */
export type AlarmState = 'normal' | 'unacknowledged' | 'acknowledged' | 'returned' | 'shelved' | 'suppressed';

/** Who did something, and when (epoch ms). */
interface Deed {
  readonly by: string;
  readonly at: number;
}

/** One alarm: what one rule, at one level, says of one series or connection. Times are epoch ms. */
export interface Alarm {
  /** Of rule, level and series, so it is the same after a reload. */
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly advice: string;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  readonly connection: ConnectionId;
  /** '' where it is about the connection itself. */
  readonly device: string;
  /** '' where it is about the connection itself, or about a device of which nothing has been heard. */
  readonly quantity: string;
  readonly unit: string;
  /** What it is compared with: a word for a state that is told in words; null where there is nothing to tell. */
  readonly limit: number | string | null;
  readonly state: AlarmState;
  /** Whether what is wrong is so now, shelved or suppressed or not. */
  readonly isActive: boolean;
  /** When it began last, by the reading's own time; null where it is set aside and has not been raised. */
  readonly raisedAt: number | null;
  /** null while it is active. */
  readonly returnedAt: number | null;
  /** The reading that raised it; null where there is none. */
  readonly value: number | null;
  readonly acknowledged: Deed | null;
  readonly shelved: (Deed & { readonly until: number }) | null;
  /** Why it is suppressed, in words; '' where it is not. */
  readonly suppressedBecause: string;
  /** How often it has been raised since the page was loaded. */
  readonly occurrences: number;
  /** What is told is of before the page was loaded: no reading since has borne it out. */
  readonly isRecalled: boolean;
  /** What is told is of before the link broke: it is back, and has brought nothing of it since. */
  readonly isUnheard: boolean;
}

/** What happened to an alarm. */
export type AlarmEvent =
  | 'raised'
  | 'returned'
  | 'acknowledged'
  | 'shelved'
  | 'unshelved'
  | 'suppressed'
  | 'released';

/** One line of the journal. */
export interface JournalEntry {
  /** Unique in its millisecond. */
  readonly id: string;
  /** When it happened: the reading's own time where one caused it. Epoch ms. */
  readonly at: number;
  readonly alarm: string;
  readonly rule: string;
  readonly title: string;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  readonly connection: ConnectionId;
  readonly device: string;
  readonly quantity: string;
  readonly unit: string;
  readonly limit: number | string | null;
  readonly event: AlarmEvent;
  readonly value: number | null;
  /** Who, by name; '' where nobody did it or nobody is signed in. */
  readonly by: string;
  /** The person's stable identifier at the sign-in service; ''. */
  readonly subject: string;
  /** End of shelving, epoch ms; null for other events. */
  readonly until: number | null;
}

/** Where the journal is read on: behind this entry. */
export type JournalCursor = Pick<JournalEntry, 'at' | 'id'>;

/** A part of the journal, the newest first. */
export interface JournalBatch {
  readonly entries: readonly JournalEntry[];
  /** null where there is no more. */
  readonly next: JournalCursor | null;
}

/** What a person can do to alarms, by their ids. */
export type AlarmAction =
  | {
      readonly kind: 'acknowledge';
      readonly alarms: readonly string[];
      /** When each had been raised that the person saw, epoch ms: what was raised since they have not. Absent: what there is now. */
      readonly raised?: readonly (number | null)[];
    }
  | { readonly kind: 'shelve'; readonly alarms: readonly string[]; readonly forMs: number }
  | { readonly kind: 'unshelve'; readonly alarms: readonly string[] };

/** What became of it. */
export interface AlarmOutcome {
  /** How many alarms it was done to. */
  readonly done: number;
  /** Why it was not done, and what to do, in words; '' where it was. */
  readonly refusal: string;
}

/** What the alarm page needs to know besides the alarms. */
export interface AlarmFacts {
  readonly rules: number;
  readonly role: Role;
  readonly journal: JournalLimits;
  /** Why alarms are not watched or kept as they should be and what to do, in words; '' when they are. */
  readonly problem: string;
}

/** A limit that a rule sets for a series, to be drawn. */
export interface AlarmThreshold {
  readonly series: SeriesRef;
  readonly title: string;
  readonly level: AlarmLevel;
  readonly at: number;
  readonly priority: AlarmPriority;
}

/** A person's deed, as tabs tell each other. */
export interface AlarmDeed {
  readonly action: AlarmAction;
  readonly person: Person;
  readonly at: number;
  /** When each of the action's alarms had been raised that the person saw, epoch ms; a page of before does not say. */
  readonly raised?: readonly (number | null)[];
}

/** Alarms a person can acknowledge. */
export function awaitsAcknowledgement(state: AlarmState): boolean {
  return state === 'unacknowledged' || state === 'returned';
}
