import type {
  Alarm,
  AlarmAction,
  AlarmDeed,
  AlarmFacts,
  AlarmOutcome,
  AlarmSettings,
  AlarmThreshold,
  JournalBatch,
  JournalCursor,
  JournalEntry,
} from '../../model/alarm.ts';
import type { ReportedState, Scalar } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import { CoarseClock } from './clock.ts';
import { compiled, subjectsOf } from './compile.ts';
import { ConnectionChecks } from './connection-checks.ts';
import { type DeedHost, Deeds } from './deeds.ts';
import { AlarmKeeper } from './keeper.ts';
import { Links } from './links.ts';
import type { Marks } from './marks.ts';
import { type AlarmListener, AlarmRecord, type AlarmStep } from './record.ts';
import { type AlarmSubject, alarmId } from './subject.ts';
import type { TextStates } from './texts.ts';
import { Watches } from './watches.ts';

/** Alarms watched at most, of all rules and series together. */
const MAX_ALARMS = 20_000;
const TOO_MANY = `More than ${MAX_ALARMS} alarms would have to be watched; the others are not. Name fewer series in the rules.`;

/** What tabs tell each other besides deeds: there is more in the journal, which they share. In a tab that knows of deeds only it is one to no alarm. */
const WRITTEN = { action: { kind: 'written', alarms: [] } } as const;

/** What the alarms need of the engine around them. */
export interface AlarmHost extends DeedHost {
  readonly store: SeriesStore;
  /** Ids of all connections to back ends; a recording that is replayed raises no alarm. */
  connections(): Iterable<string>;
  isOnline(connection: string): boolean;
  /** After so long without a reading its series are stale. */
  staleAfterMs(connection: string): number;
  /** What devices have said of their states last, as far as that still holds. */
  reports(): Iterable<ReportedState>;
  /** An alarm is not as it was. */
  changed(alarm: Alarm): void;
  /** Another page has written into the journal. */
  journalChanged(): void;
  log(level: 'info' | 'warning', text: string): void;
}

/** Watches all series and connections for the configured rules, and keeps what people do about alarms. */
export class AlarmDesk implements AlarmListener {
  readonly #settings: AlarmSettings;
  readonly #host: AlarmHost;
  readonly #rules: ReturnType<typeof compiled>;
  readonly #records = new Map<string, AlarmRecord>();
  readonly #watches: Watches;
  readonly #connections: ConnectionChecks;
  /** null where no rule is about words, or what hears them has not come yet. */
  #texts: TextStates | null = null;
  readonly #links = new Links();
  readonly #clock = new CoarseClock();
  readonly #keeper: AlarmKeeper;
  readonly #deeds: Deeds;
  /** Charts are there before their marks. */
  #marks: Promise<Marks> | null = null;
  readonly #channel: BroadcastChannel;
  /** What was known before the page was loaded has been recalled, and everything is looked at. */
  #isWatching = false;
  #isFull = false;

  constructor(settings: AlarmSettings, host: AlarmHost) {
    this.#settings = settings;
    this.#host = host;
    this.#rules = compiled(settings.rules);
    const make = (subject: AlarmSubject) => this.#record(subject);
    this.#watches = new Watches({
      rules: this.#rules,
      links: this.#links,
      clock: this.#clock,
      find: (ref) => host.store.find(ref),
      staleAfterMs: (connection) => host.staleAfterMs(connection),
      make,
    });
    this.#connections = new ConnectionChecks(settings.rules, make, (connection) => this.#leave(connection));
    this.#keeper = new AlarmKeeper(
      settings,
      () => this.#records.values(),
      () => this.#channel.postMessage(WRITTEN),
    );
    this.#channel = new BroadcastChannel(settings.database);
    this.#deeds = new Deeds(settings.role, host, this.#records, this.#channel);
    this.#channel.onmessage = ({ data }: MessageEvent<AlarmDeed | typeof WRITTEN>) => {
      if ('person' in data) this.#deeds.hear(data);
      else host.journalChanged();
    };
  }

  /**
   * Recalls what was known before the page was loaded, then watches. The connections do not wait for that: of what they have brought
   * meanwhile the newest counts, where it still holds.
   */
  async start(): Promise<void> {
    const [stored] = await Promise.all([
      this.#keeper.recall(Date.now()),
      this.#watches.prepare(),
      this.#prepareTexts(),
    ]);
    const connections = new Set(this.#host.connections());
    const lost: string[] = [];
    for (const one of stored) {
      const rule = this.#settings.rules.find(({ id }) => id === one.rule);
      const subject = rule && subjectsOf(rule, one.ref).find((each) => alarmId(each) === one.id);
      const record = subject && connections.has(one.ref.connection) ? this.#record(subject) : null;
      if (!record) {
        lost.push(one.id);
        continue;
      }
      record.recall(one);
      // Of what was shelved long ago less holds than what is stored of it.
      if (one.shelved !== null) this.#keeper.changed(record);
      this.#host.changed(record.snapshot());
    }
    this.#keeper.forget(lost);
    this.#isWatching = true;
    this.#clock.now = Date.now();
    this.#connections.follow(this.#host.connections());
    this.#watches.follow(this.#host.connections());
    const { store } = this.#host;
    for (const series of store.all) this.#attach(series);
    store.watch = (series) => this.#attach(series);
    for (const { connection, device, property, value, at } of this.#host.reports()) {
      this.reported({ connection, device, quantity: property }, value, at);
    }
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    if (!this.#isWatching) return;
    const course = this.#clock.tick(now);
    if (course === 'back') this.#links.clockSet(now);
    if (course !== 'on')
      for (const each of [this.#watches, this.#texts, this.#connections]) each?.restart(now);
    this.#links.look((connection) => this.#host.isOnline(connection), now);
    this.#connections.follow(this.#host.connections());
    this.#watches.follow(this.#host.connections());
    this.#connections.tick(now, this.#links);
    this.#texts?.tick(now, this.#links);
    this.#watches.tick(now);
    if (this.#watches.isDue()) void this.#prepareAgain();
    for (const record of this.#records.values()) record.lookAtShelving(now);
    this.#deeds.tick(now);
    this.#keeper.tick(now);
  }

  /** What a device has said of one of its states, as far as that counts from now on. @param time epoch ms */
  reported(ref: SeriesRef, value: Scalar | null, time: number): void {
    if (!this.#isWatching) return;
    this.#texts?.reported(ref, value, time);
    if (typeof value === 'string') this.#watches.heard(ref, false);
    if (typeof value === 'boolean') this.#watches.stated(ref, value, time);
  }

  /** A connection has ended, for good or to be made anew: until it is heard of again nobody knows how things are there. */
  left(connection: string): void {
    const now = Date.now();
    this.#links.restart(connection, now);
    this.#watches.left(connection, now);
    this.#texts?.broken(connection, now);
  }

  /** What a person wants done, now. */
  act(action: AlarmAction): AlarmOutcome {
    return this.#deeds.act(action);
  }

  facts(): AlarmFacts {
    const { rules, role, journal } = this.#settings;
    const problem = [this.#isFull ? TOO_MANY : '', this.#watches.problem, this.#keeper.problem]
      .filter(Boolean)
      .join(' ');
    return { rules: rules.length, role, journal, problem };
  }

  journal(after: JournalCursor | null, limit: number): Promise<JournalBatch> {
    return this.#keeper.read(after, limit);
  }

  /** When alarms of these series began and ended between two moments (epoch ms), the newest first. */
  async marks(series: readonly SeriesRef[], from: number, to: number): Promise<readonly JournalEntry[]> {
    const { entries } = this.#settings.journal;
    this.#marks ??= import('./marks.ts').then(
      ({ Marks }) => new Marks((since, until) => this.#keeper.between(since, until, entries)),
    );
    try {
      return await (await this.#marks).of(series, from, to);
    } catch {
      // Asked for again the next time that a chart asks.
      this.#marks = null;
      return [];
    }
  }

  /** The limits that rules set for some series. */
  thresholds(series: readonly SeriesRef[]): readonly AlarmThreshold[] {
    return series.flatMap((ref) =>
      this.#rules.flatMap(({ rule, fits }) =>
        rule.kind === 'limit' && fits(ref)
          ? rule.limits.map((limit) => ({ series: ref, title: rule.title, ...limit }))
          : [],
      ),
    );
  }

  /** The page may be gone at any moment: what is to outlive it is written now. */
  save(): void {
    void this.#keeper.save();
    void this.#keeper.bearWitness();
  }

  stop(): void {
    const { store } = this.#host;
    store.watch = null;
    this.#watches.stop();
    this.#channel.onmessage = null;
    void this.#keeper.stop().then(() => this.#channel.close());
  }

  changed(record: AlarmRecord, step: AlarmStep | null): void {
    this.#host.changed(record.snapshot());
    this.#keeper.changed(record);
    if (step === null) return;
    const { rule, kind, priority, limit, ref } = record.subject;
    const { event, at, value, person, until } = step;
    this.#keeper.note(
      {
        // Two tabs that see the same, or hear of the same deed, write the same.
        id: [record.id, event, ...(person === null ? [] : [until ?? '', person.subject])].join(' '),
        at,
        alarm: record.id,
        rule: rule.id,
        title: rule.title,
        kind,
        priority,
        ...ref,
        unit: record.unit,
        limit,
        event,
        value,
        by: person?.name ?? '',
        subject: person?.subject ?? '',
        until,
      },
      person !== null && this.#deeds.isActing,
    );
    if (event === 'raised') this.#deeds.raised(record, at);
  }

  /** Fetches what hears words, where a rule is about any. @throws where it does not come: then nothing is watched until it is tried again */
  async #prepareTexts(): Promise<void> {
    if (!this.#rules.some(({ rule }) => rule.kind === 'state' && typeof rule.is === 'string')) return;
    const { TextStates } = await import('./texts.ts');
    this.#texts = new TextStates(this.#rules, (rule, subject) => {
      const record = this.#record(subject);
      if (record) this.#watches.guard(rule, record);
      return record;
    });
  }

  /** What misses things comes behind what there is to be missed. */
  async #prepareAgain(): Promise<void> {
    await this.#watches.prepare();
    this.#watches.follow(this.#host.connections());
    for (const series of this.#host.store.all) this.#watches.heard(series, true);
    for (const { connection, device, property, value } of this.#host.reports())
      if (typeof value === 'string') this.#watches.heard({ connection, device, quantity: property }, false);
  }

  /** Nobody can say any more how things are there. */
  #leave(connection: string): void {
    this.#texts?.leave(connection);
    this.#watches.forget(connection);
    this.#links.forget(connection);
    for (const [id, record] of this.#records) {
      if (record.subject.ref.connection !== connection) continue;
      if (record.isShown) record.drop();
      this.#records.delete(id);
    }
  }

  #attach(series: Series): void {
    if ([...this.#host.connections()].includes(series.connection)) this.#watches.attach(series);
  }

  /** null where there are too many. */
  #record(subject: AlarmSubject): AlarmRecord | null {
    const known = this.#records.get(alarmId(subject));
    if (known) return known;
    if (this.#records.size >= MAX_ALARMS) {
      if (!this.#isFull) {
        this.#isFull = true;
        this.#host.log('warning', TOO_MANY);
      }
      return null;
    }
    const record = new AlarmRecord(subject, this);
    this.#records.set(record.id, record);
    return record;
  }
}
