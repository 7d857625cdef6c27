import type { ActuatorInfo, DeviceInfo, ReportedState } from '../../model/catalogue.ts';
import type { ConnectionSettings, EngineLimits } from '../../model/settings.ts';
import type { KeptDevice } from '../history/archive.ts';
import type { NewsDesk } from '../news.ts';
import type { DeviceAnnouncement } from '../protocols/protocol.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import type { Kinds } from './intake-kinds.ts';
import type { Lane } from './lane.ts';
import { SourceClock } from './source-clock.ts';

/** Names longer than this are refused: they come from outside. */
export const NAME_LENGTH = 200;

/** What one device has been heard to say. */
export interface KnownDevice {
  info: DeviceInfo;
  /** The back end has said what it is; else that is as it was before the page was loaded. */
  isAnnounced: boolean;
  readonly series: Map<string, Series>;
  readonly reported: Map<string, ReportedState>;
  /** When each of {@link reported} arrived, epoch ms. */
  readonly heardAt: Map<string, number>;
  /** By which it dates what it says. */
  readonly clock: SourceClock;
  readonly actuators: Map<string, ActuatorInfo>;
  /** Null while nothing has to be remembered of them: no words, and no quantity that was told as something else. */
  kinds: Kinds | null;
}

function hasSpoken({ series, reported }: KnownDevice, since: number): boolean {
  for (const { lastTime } of series.values()) if (lastTime > since) return true;
  for (const { at } of reported.values()) if (at > since) return true;
  return false;
}

/** Which devices one connection knows: those that something has been heard of, and those that are known from before. */
export class Devices {
  readonly byName = new Map<string, KnownDevice>();
  /** What was kept of devices of before, until the back end says again what they are. By device. */
  readonly restored: Map<string, KeptDevice>;
  readonly #settings: ConnectionSettings;
  readonly #limits: EngineLimits;
  readonly #store: SeriesStore;
  readonly #news: NewsDesk;
  /** By device. */
  readonly #rooms: ReadonlyMap<string, string>;
  /** Those that are said not to be there, and since when: epoch ms. */
  readonly #away = new Map<KnownDevice, number>();
  #properties = 0;

  constructor(
    settings: ConnectionSettings,
    limits: EngineLimits,
    store: SeriesStore,
    news: NewsDesk,
    restored: Map<string, KeptDevice>,
  ) {
    this.restored = restored;
    this.#settings = settings;
    this.#limits = limits;
    this.#store = store;
    this.#news = news;
    const rooms = settings.rooms ?? [];
    this.#rooms = new Map(rooms.flatMap(({ room, devices }) => devices.map((one) => [one, room] as const)));
  }

  /** Devices that something has been heard of since the page was loaded. */
  get heard(): Iterable<KnownDevice> {
    return this.byName.values();
  }

  /** Grows with each device and property that is heard of for the first time. */
  get extent(): number {
    return this.byName.size + this.#properties;
  }

  /** Devices that there are series of. */
  heardOf(): readonly string[] {
    return [...new Set(this.#store.of(this.#settings.id).map(({ device }) => device))];
  }

  /** What is known of a device, heard of on this lane if it is new; null where there is no room for it. */
  know(device: string, lane: Lane): KnownDevice | null {
    const known = this.byName.get(device);
    if (known) return known;
    if (device.length > NAME_LENGTH || !this.#store.admit(this.#settings.id, device)) return null;
    const fresh: KnownDevice = {
      info: this.#infoOf(device),
      isAnnounced: false,
      series: new Map(),
      reported: new Map(),
      heardAt: new Map(),
      clock: new SourceClock(),
      actuators: new Map(),
      kinds: null,
    };
    this.byName.set(device, fresh);
    lane.devices.add(device);
    this.#news.device(fresh.info);
    return fresh;
  }

  /** Whether there is room for one more property; counts it. */
  admitProperty(): boolean {
    if (this.#properties >= this.#limits.maxSeries) return false;
    this.#properties += 1;
    return true;
  }

  /** The back end says what a device is. Returns whether there is room for it. */
  announce({ at, ...announced }: DeviceAnnouncement, lane: Lane): boolean {
    const known = this.know(announced.device, lane);
    if (known === null) return false;
    const before = known.isAnnounced ? known.info : null;
    known.info = this.#placed({ ...before, ...announced, connection: this.#settings.id });
    known.isAnnounced = true;
    if (announced.present === false) this.#away.set(known, at ?? lane.lastSignAt);
    else if (announced.present) this.#away.delete(known);
    this.#news.device(known.info);
    return true;
  }

  /** Whether they are there nobody knows any more: that they came may not have been heard. */
  losePresence(devices: Iterable<string>): void {
    for (const name of devices) {
      const known = this.byName.get(name);
      if (known?.info.present !== undefined) this.#forgetPresence(known);
    }
  }

  /** Who has said something since it went is back, though nobody said so. Once a second, so that no reading has to look. */
  findReturned(): void {
    for (const [known, since] of this.#away) if (hasSpoken(known, since)) this.#forgetPresence(known);
  }

  #forgetPresence(known: KnownDevice): void {
    const { present: _, ...info } = known.info;
    known.info = info;
    this.#away.delete(known);
    this.#news.device(info);
  }

  /** What is known of a device from before, which is all until something is heard of it. */
  restore(kept: KeptDevice): void {
    const { device, actuators } = kept;
    const { id } = this.#settings;
    if (!this.#store.admit(id, device)) return;
    this.restored.set(device, kept);
    if (this.byName.has(device)) return;
    this.#news.device({ ...this.#infoOf(device), restored: true });
    for (const one of actuators) this.#news.actuator({ connection: id, device, ...one, restored: true });
  }

  /** Devices of which nothing is known but readings of before are told, too. */
  tellRestored(): void {
    for (const device of this.heardOf()) {
      if (this.byName.has(device) || this.restored.has(device)) continue;
      this.restore({ device, actuators: [], toldAt: 0 });
    }
  }

  /** With the room that the configuration gives it. */
  #placed(info: DeviceInfo): DeviceInfo {
    const room = this.#rooms.get(info.device);
    return room === undefined ? info : { ...info, facts: { ...info.facts, room } };
  }

  /** What a device is as long as nobody has said it: what it was before. */
  #infoOf(device: string): DeviceInfo {
    const { name, kind } = this.restored.get(device) ?? {};
    const called = { ...(name !== undefined && { name }), ...(kind !== undefined && { kind }) };
    return this.#placed({ connection: this.#settings.id, device, ...called });
  }
}
