import {
  type Alarm,
  type AlarmAction,
  type AlarmFacts,
  type AlarmOutcome,
  type AlarmSettings,
  type AlarmState,
  type AlarmThreshold,
  type JournalBatch,
  type JournalCursor,
  type JournalEntry,
  UNWATCHED,
} from '../../model/alarm.ts';
import type { Scalar } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { AlarmDesk, AlarmHost } from './desk.ts';

const NOT_WATCHED =
  'Alarms are not being watched: their part of the page could not be loaded. It is tried again by itself.';
/** Between two tries to fetch it, s. */
const PAUSE = 15;

/** The engine's face of its alarms. What watches them is fetched only where there are rules. */
export class Alarms {
  readonly #settings: AlarmSettings;
  readonly #host: AlarmHost;
  #desk: AlarmDesk | null = null;
  #isOver = false;
  #problem = '';
  /** Seconds until the next try; 0 where none is due. */
  #wait = 0;

  constructor(settings: AlarmSettings, host: AlarmHost) {
    this.#settings = settings;
    this.#host = host;
  }

  /** Resolves when everything is watched, or it is known that nothing can be for now: then it is tried again. */
  async start(): Promise<void> {
    if (this.#isOver || this.#settings.rules.length === 0) return;
    try {
      const { AlarmDesk } = await import('./desk.ts');
      if (this.#isOver) return;
      const desk = new AlarmDesk(this.#settings, this.#host);
      this.#desk = desk;
      await desk.start();
      if (this.#problem !== '') this.#host.changed(unwatched('normal'));
      this.#problem = '';
    } catch {
      this.#desk?.stop();
      this.#desk = null;
      this.#wait = PAUSE;
      if (this.#problem !== '') return;
      this.#problem = NOT_WATCHED;
      this.#host.log('warning', NOT_WATCHED);
      this.#host.changed(unwatched('unacknowledged'));
    }
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    this.#desk?.tick(now);
    if (this.#wait > 0 && --this.#wait === 0) void this.start();
  }

  /** What a device has said of one of its states. @param time epoch ms */
  reported(ref: SeriesRef, value: Scalar | null, time: number): void {
    this.#desk?.reported(ref, value, time);
  }

  /** A connection has ended, for good or to be made anew; called before its series are forgotten. */
  left(connection: string): void {
    this.#desk?.left(connection);
  }

  act(action: AlarmAction): AlarmOutcome {
    return this.#desk?.act(action) ?? { done: 0, refusal: this.#problem };
  }

  facts(): AlarmFacts {
    const { rules, role, journal } = this.#settings;
    return this.#desk?.facts() ?? { rules: rules.length, role, journal, problem: this.#problem };
  }

  async journal(after: JournalCursor | null, limit: number): Promise<JournalBatch> {
    return (await this.#desk?.journal(after, limit)) ?? { entries: [], next: null };
  }

  async marks(series: readonly SeriesRef[], from: number, to: number): Promise<readonly JournalEntry[]> {
    return (await this.#desk?.marks(series, from, to)) ?? [];
  }

  thresholds(series: readonly SeriesRef[]): readonly AlarmThreshold[] {
    return this.#desk?.thresholds(series) ?? [];
  }

  save(): void {
    this.#desk?.save();
  }

  stop(): void {
    this.#isOver = true;
    this.#desk?.stop();
  }
}

/** That nobody watches is the worst that can be wrong: it is told where alarms are. */
function unwatched(state: AlarmState): Alarm {
  return {
    id: UNWATCHED,
    rule: '',
    title: 'Alarms are not being watched',
    advice: 'It is tried again by itself. Check the network.',
    kind: 'connection',
    priority: 'critical',
    connection: '',
    device: '',
    quantity: '',
    unit: '',
    limit: null,
    state,
    isActive: true,
    raisedAt: Date.now(),
    returnedAt: null,
    value: null,
    acknowledged: null,
    shelved: null,
    suppressedBecause: '',
    occurrences: 1,
    isRecalled: false,
    isUnheard: false,
  };
}
