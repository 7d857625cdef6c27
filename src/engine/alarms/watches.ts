import type { SeriesRule } from '../../model/alarm.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';
import type { Series } from '../series/store.ts';
import type { Absences } from './absences.ts';
import { Check } from './check.ts';
import type { CoarseClock } from './clock.ts';
import { type CompiledRule, conditionOf, isNamed, namesDevice, subjectsOf } from './compile.ts';
import { Guard } from './guard.ts';
import type { Links } from './links.ts';
import type { AlarmRecord } from './record.ts';
import type { AlarmSubject } from './subject.ts';
import { Watch } from './watch.ts';

const NOT_MISSED =
  'What rules name and nothing has been heard of is not missed: its part of the page could not be loaded. It is tried again by itself.';
/** Between two tries to fetch it, s. */
const PAUSE = 15;

/** What putting watches on series needs of the desk. */
export interface WatchesHost {
  readonly rules: readonly CompiledRule[];
  readonly links: Links;
  readonly clock: CoarseClock;
  /** After so long without a reading a connection's series are stale. */
  staleAfterMs(connection: string): number;
  find(ref: SeriesRef): Series | undefined;
  /** The alarm of a subject; null where there are too many. */
  make(subject: AlarmSubject): AlarmRecord | null;
}

/** Puts watches on the series that rules are about, and on those whose readings set rules aside. */
export class Watches {
  readonly #host: WatchesHost;
  readonly #watches = new Map<Series, Watch>();
  /** Of series that are gone and have not come back, with the connection in the place of theirs or otherwise, by the key of the series. */
  readonly #left = new Map<string, Watch>();
  /** By the key of the series they look at. */
  readonly #guards = new Map<string, Map<SeriesRule, Guard>>();
  /** null where no rule names anything that could be missed. */
  #absences: Absences | null = null;
  /** Seconds until what misses them is asked for again; 0 where that is not to be. */
  #wait = 0;
  /** What is not watched, in words. */
  problem = '';

  constructor(host: WatchesHost) {
    this.#host = host;
  }

  /** Fetches what misses things that rules name, where they do. Where it does not come, all else is watched without. */
  async prepare(): Promise<void> {
    if (!this.#host.rules.some(namesDevice)) return;
    try {
      const { Absences } = await import('./absences.ts');
      this.#absences = new Absences(this.#host, (rule, record) => this.guard(rule, record));
      this.problem = '';
    } catch {
      this.problem = NOT_MISSED;
      this.#wait = PAUSE;
    }
  }

  /** Once a second. @returns whether what did not come is to be fetched again */
  isDue(): boolean {
    return this.#wait > 0 && --this.#wait === 0;
  }

  /** Misses what rules name, from now on. Connections come and go while the page is open. @param connections ids of all there are now */
  follow(connections: Iterable<string>): void {
    this.#absences?.follow(connections);
  }

  /** Has a series watched for all rules about it. */
  attach(series: Series): void {
    this.heard(series, true);
    for (const { rule, fits } of this.#host.rules) if (fits(series)) this.#addRule(series, rule);
    const guards = this.#guards.get(seriesKey(series));
    if (guards) for (const guard of guards.values()) this.#watchOf(series).addGuard(guard);
    this.#watches.get(series)?.begin();
    this.#left.delete(seriesKey(series));
  }

  /** A device has said something. @param isWatched whether there is a series of it */
  heard(ref: SeriesRef, isWatched: boolean): void {
    this.#absences?.heard(ref, isWatched);
  }

  /** A device's state counts from now on, however it is dated. @param time as it is dated, epoch ms */
  stated(ref: SeriesRef, value: boolean, time: number): void {
    const series = this.#host.find(ref);
    if (series?.kind === 'state') this.#watches.get(series)?.stated(time, value ? 1 : 0, Date.now());
  }

  /** Has an alarm set aside while its rule's condition of the plant holds, where it has one. */
  guard(rule: SeriesRule, record: AlarmRecord): void {
    if (rule.suppressWhile === null) return;
    const { ref } = record.subject;
    const { connection = ref.connection, device = ref.device, quantity } = rule.suppressWhile;
    const looked = { connection, device, quantity };
    const key = seriesKey(looked);
    const guards = this.#guards.get(key) ?? new Map<SeriesRule, Guard>();
    this.#guards.set(key, guards);
    let guard = guards.get(rule);
    if (!guard) {
      guard = new Guard(rule.suppressWhile);
      guards.set(rule, guard);
      const series = this.#host.find(looked);
      if (series) this.#watchOf(series).addGuard(guard);
    }
    guard.add(record, this.#host.clock.now);
  }

  /** A connection has ended. @param now epoch ms */
  left(connection: string, now: number): void {
    this.#absences?.left(connection, now);
    for (const watch of this.#left.values()) if (watch.connection === connection) watch.left(now);
    for (const [series, watch] of this.#watches) {
      if (watch.connection !== connection) continue;
      this.#watches.delete(series);
      this.#leave(series, watch, now);
    }
  }

  /** A connection was removed, and its alarms with it. */
  forget(connection: string): void {
    this.#absences?.forget(connection);
    for (const guards of this.#guards.values()) for (const guard of guards.values()) guard.forget(connection);
    for (const [key, watch] of this.#left) if (watch.connection === connection) this.#left.delete(key);
  }

  /** Our clock was set, or stood still. @param now epoch ms */
  restart(now: number): void {
    this.#absences?.restart(now);
    for (const watches of [this.#watches, this.#left])
      for (const watch of watches.values()) watch.restart(now);
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    for (const [series, watch] of this.#watches) {
      if (!watch.isOver) {
        watch.tick(now);
        continue;
      }
      this.#watches.delete(series);
      // Its quantity has become something else, of which there may be no series.
      if (!this.#host.find(series)) this.#leave(series, watch, now);
    }
    for (const watch of this.#left.values()) watch.lookAtLink(now);
    this.#absences?.tick(now);
  }

  /** Takes all watches off. */
  stop(): void {
    for (const series of this.#watches.keys()) series.watch = null;
  }

  #leave(series: Series, watch: Watch, now: number): void {
    watch.left(now);
    this.#left.set(seriesKey(series), watch);
  }

  #addRule(series: Series, rule: SeriesRule): void {
    const { connection, device, quantity } = series;
    // States are told when they change: only whoever names one knows that it is told all the time.
    if (rule.kind === 'stale' && series.kind === 'state' && !isNamed(rule.quantity)) return;
    if (rule.kind === 'state' && typeof rule.is === 'string') return;
    for (const subject of subjectsOf(rule, { connection, device, quantity })) {
      const record = this.#host.make(subject);
      if (!record) return;
      record.source = series;
      const watch = this.#watchOf(series);
      const condition = conditionOf(subject);
      if (condition) {
        const check = new Check(condition, rule, record, record.isActive, series.kind === 'state');
        watch.addCheck(check, record, rule.suppressWhileDown);
      } else if (rule.kind === 'stale')
        watch.addSilence(record, rule.afterMs ?? this.#host.staleAfterMs(connection));
      this.guard(rule, record);
    }
  }

  #watchOf(series: Series): Watch {
    const known = this.#watches.get(series);
    if (known) return known;
    const { links, clock } = this.#host;
    const watch = new Watch(series, links.of(series.connection, clock.now), clock);
    this.#watches.set(series, watch);
    series.watch = watch;
    return watch;
  }
}
