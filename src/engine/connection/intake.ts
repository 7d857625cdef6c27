import type { ActuatorDomain, ActuatorInfo, ReportedState, Scalar } from '../../model/catalogue.ts';
import { keptValue, unturned } from '../../model/kept-value.ts';
import { redactedText } from '../../model/redacted-text.ts';
import type { ConnectionSettings, EngineLimits } from '../../model/settings.ts';
import type { KeptDevice } from '../history/archive.ts';
import type { NewsDesk } from '../news.ts';
import type { DeviceAnnouncement, Sink } from '../protocols/protocol.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import { Devices, type KnownDevice, NAME_LENGTH } from './intake-devices.ts';
import { Lines } from './intake-lines.ts';
import { Lane } from './lane.ts';
import { isEarlier } from './source-clock.ts';

/** A reading from later would stay the newest until that time had come. Protocols are stricter; this holds for all of them. */
const FUTURE_TOLERANCE_MS = 300_000;

/** What values of a series are told as. */
const VALUES = { number: 'number', state: 'boolean' } as const;

/** What an intake tells the commands ledger. */
export interface ReportListener {
  /**
   * @param latest the latest moment, by our clock, at which the device can have written it: epoch ms, Infinity where it does not say
   * @returns whether it was changed elsewhere: no order of this page explains it
   */
  reported(device: string, property: string, value: Scalar | null, time: number, latest: number): boolean;
  /** See {@link Sink.rejection}. */
  rejected(device: string | null, property: string | null, reason: string, isForAll?: boolean): void;
}

/**
 * One connection's sink: takes what its protocol decoded into the store, the catalogue and the ledger. Everything is bounded;
 * what is over a bound is counted in {@link Intake.dropped}.
 */
export class Intake implements Sink {
  readings = 0;
  dropped = 0;
  unreadableCount = 0;
  unreadableWhy = '';
  skippedCount = 0;
  /** See `ConnectionSnapshot`; as of the last tick. */
  notRaw = { summarised: 0, forgotten: 0 };
  /** The lane whose frame is being decoded; set by the connection before each one. */
  lane = new Lane('');
  readonly devices: Devices;
  readonly #settings: ConnectionSettings;
  readonly #store: SeriesStore;
  readonly #news: NewsDesk;
  readonly #listener: ReportListener;
  /** Nothing of it is live, whenever it was. */
  readonly #isPast: boolean;
  /** Those of them that are known, at hand for each reading. */
  readonly #known: ReadonlyMap<string, KnownDevice>;
  /** Times up to here are not from the future, epoch ms. */
  #latest = 0;
  readonly #lines: Lines;

  /** Leaves the connection's own credentials out of words of the back end. */
  clean = (text: string): string => text;

  constructor(
    settings: ConnectionSettings,
    limits: EngineLimits,
    store: SeriesStore,
    news: NewsDesk,
    listener: ReportListener,
    restored = new Map<string, KeptDevice>(),
  ) {
    this.#settings = settings;
    this.#store = store;
    this.#news = news;
    this.#listener = listener;
    this.#lines = new Lines(settings, store, news);
    this.devices = new Devices(settings, limits, store, news, restored);
    this.#known = this.devices.byName;
    this.#isPast = settings.staleAfterMs === Number.NEGATIVE_INFINITY;
  }

  reading(device: string, quantity: string, time: number, value: number, unit?: string): void {
    if (!Number.isFinite(value) || !Number.isFinite(time)) {
      this.unreadable('a value or time that is not a finite number');
      return;
    }
    if (this.#isFuture(time)) return;
    const known = this.#known.get(device);
    const found = known?.series.get(quantity);
    const series =
      found?.kind === 'number' && known?.kinds?.areDoubted !== true
        ? found
        : this.#lineOf(device, quantity, unit ?? '', 'number');
    if (series === undefined) return;
    if (series === null) {
      this.dropped += 1;
      return;
    }
    this.readings += 1;
    const arrival = this.lane.lastSignAt;
    if (time !== arrival) known?.clock.heard(time, arrival);
    if (unit !== undefined && unit !== series.unit) this.#lines.measuredIn(series, unit, time);
    series.append(time, value, arrival);
  }

  history(device: string, quantity: string, values: readonly number[], unit?: string): void {
    const series = this.#lineOf(device, quantity, unit ?? '', 'number');
    if (series === undefined) return;
    if (series === null) this.dropped += values.length;
    else {
      this.#store.history(series, values);
      this.#news.touch();
    }
  }

  state(device: string, property: string, value: Scalar | null, time: number): void {
    if (this.#isFuture(time)) return;
    const known = this.devices.know(device, this.lane);
    if (known === null || property.length > NAME_LENGTH) {
      this.dropped += 1;
      return;
    }
    const before = known.reported.get(property);
    if (before === undefined && !this.#admitProperty()) return;
    const bounded = keptValue(value);
    const latest = this.#latestOf(known, property, time);
    if (before && isEarlier(time, before.at) && latest < (known.heardAt.get(property) ?? 0)) {
      // An old report, delivered again or late: it belongs into the past, and takes nothing back that was said since.
      this.#keep(known, device, property, bounded, time);
      return;
    }
    const arrival = this.lane.lastSignAt;
    known.heardAt.set(property, arrival);
    const state: ReportedState = {
      connection: this.#settings.id,
      device,
      property,
      value: bounded,
      at: time,
      ...(Number.isFinite(latest) && { latest: Math.min(latest, arrival) }),
      stale: this.#isPast,
    };
    known.reported.set(property, state);
    this.#news.reported(state, before?.value !== bounded || before.stale !== state.stale);
    this.#keep(known, device, property, bounded, time);
    const line = known.series.get(property);
    if (line && typeof bounded === VALUES[line.kind]) line.believe(Number(bounded), arrival);
    // Of a number what is said in its place is over with the next one.
    else if (line && !(line.kind === 'number' && line.lastTime > time)) line.doubt(arrival, true);
    const isElsewhere = this.#listener.reported(device, property, value, time, latest);
    if (!isElsewhere && !(before?.elsewhere && before.value === bounded)) return;
    const changed: ReportedState = { ...state, elsewhere: true };
    known.reported.set(property, changed);
    this.#news.reported(changed, before?.value !== bounded);
  }

  rejection(device: string | null, property: string | null, reason: string, isForAll?: boolean): void {
    // It is shown beside the control.
    this.#listener.rejected(device, property, unturned(redactedText(this.clean(reason))), isForAll);
  }

  device(announcement: DeviceAnnouncement): void {
    if (!this.devices.announce(announcement, this.lane)) {
      this.dropped += 1;
      return;
    }
    // What becomes of it while it is away, nobody tells.
    if (announcement.present === false) this.doubt([announcement.device]);
  }

  actuator(device: string, property: string, domain: ActuatorDomain, reports: boolean): void {
    const known = this.devices.know(device, this.lane);
    if (known === null || property.length > NAME_LENGTH) {
      this.dropped += 1;
      return;
    }
    if (!known.actuators.has(property) && !this.#admitProperty()) return;
    const info: ActuatorInfo = { connection: this.#settings.id, device, property, domain, reports };
    known.actuators.set(property, info);
    this.#news.actuator(info);
  }

  event(device: string, text: string, time: number): void {
    this.#news.log({
      time,
      connection: this.#settings.id,
      device: device.slice(0, NAME_LENGTH),
      level: 'info',
      text: this.clean(text),
    });
  }

  notice(level: 'info' | 'warning' | 'error', text: string): void {
    this.#news.log({
      time: Date.now(),
      connection: this.#settings.id,
      device: '',
      level,
      text: this.clean(text),
    });
  }

  unreadable(why: string): void {
    this.unreadableCount += 1;
    this.unreadableWhy = why;
  }

  skipped(_why: string): void {
    this.skippedCount += 1;
  }

  domainOf(device: string, property: string): ActuatorDomain | undefined {
    return this.#known.get(device)?.actuators.get(property)?.domain;
  }

  lastReport(device: string, property: string): ReportedState | undefined {
    return this.#known.get(device)?.reported.get(property);
  }

  /** What devices have reported last, but what may have changed unseen since. */
  *reports(): Iterable<ReportedState> {
    for (const { reported } of this.#known.values()) {
      for (const state of reported.values()) if (!state.stale) yield state;
    }
  }

  /**
   * The lane has broken: its series have a gap from here, and what its devices reported may have changed unseen.
   * @param time when it broke, epoch ms
   */
  broken(lane: Pick<Lane, 'series' | 'devices'>, time: number): void {
    this.#store.breakAt(lane.series, time);
    this.doubt(lane.devices, time);
    this.devices.losePresence(lane.devices);
  }

  /** @param time since when, epoch ms by our clock */
  doubt(devices: Iterable<string>, time = this.lane.lastSignAt): void {
    for (const name of devices) {
      const known = this.#known.get(name);
      if (!known) continue;
      for (const [property, state] of known.reported) {
        if (state.stale) continue;
        const line = known.series.get(property);
        if (line && typeof state.value === VALUES[line.kind]) line.doubt(time);
        const stale = { ...state, stale: true };
        known.reported.set(property, stale);
        this.#news.reported(stale);
      }
    }
  }

  /**
   * Once a second: where the clock was set back, what was not from the future may be now; counts what is not kept raw.
   * @param now epoch ms
   */
  tick(now: number): void {
    this.#latest = Math.min(this.#latest, now + FUTURE_TOLERANCE_MS);
    this.notRaw = this.#store.notRaw(this.#settings.id);
    this.devices.findReturned();
  }

  /** Whether a time is too far ahead of our clock, which is looked at only when it may be. Counts it. */
  #isFuture(time: number): boolean {
    if (time <= this.#latest) return false;
    this.#latest = Date.now() + FUTURE_TOLERANCE_MS;
    if (time <= this.#latest) return false;
    this.unreadable('a time more than five minutes ahead of this page’s clock; check the clocks');
    return true;
  }

  /** Booleans are kept as series, too; words have none. */
  #keep(known: KnownDevice, device: string, property: string, value: Scalar | null, time: number): void {
    if (typeof value === 'string') {
      if (!this.#lines.admits(known, property, 'text', this.lane)) this.#isOther();
      return;
    }
    if (typeof value !== 'boolean') return;
    const found = known.series.get(property);
    const series =
      found?.kind === 'state' && known.kinds?.areDoubted !== true
        ? found
        : this.#lineOf(device, property, '', 'state');
    if (series === undefined) return;
    if (series === null) this.dropped += 1;
    else {
      this.readings += 1;
      series.append(time, value ? 1 : 0, this.lane.lastSignAt);
    }
  }

  /** The line that a value belongs into. Null where there is no room for one; undefined, and counted, where the quantity is of another kind. */
  #lineOf(
    device: string,
    quantity: string,
    unit: string,
    kind: 'number' | 'state',
  ): Series | null | undefined {
    const known = quantity.length > NAME_LENGTH ? null : this.devices.know(device, this.lane);
    if (known === null) return null;
    const series = this.#lines.of(known, quantity, unit, kind, this.lane);
    if (series === undefined) this.#isOther();
    return series;
  }

  #isOther(): void {
    this.unreadable('a value of another type than before');
  }

  /** See {@link ReportListener.reported}; learns from it, too. */
  #latestOf({ clock, reported, heardAt }: KnownDevice, property: string, time: number): number {
    const arrival = this.lane.lastSignAt;
    // It bears no time of the device's, but that of its arrival.
    if (time === arrival) return Number.POSITIVE_INFINITY;
    // It comes again, so the time that looked like its arrival's was the device's own after all.
    if (reported.get(property)?.at === time && heardAt.get(property) === time) clock.heard(time, time);
    const latest = clock.latest(time, arrival);
    clock.heard(time, arrival);
    return latest;
  }

  #admitProperty(): boolean {
    const isAdmitted = this.devices.admitProperty();
    if (!isAdmitted) this.dropped += 1;
    return isAdmitted;
  }
}
