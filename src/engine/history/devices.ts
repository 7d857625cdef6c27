import type { ActuatorInfo, DeviceInfo } from '../../model/catalogue.ts';
import { redactedText } from '../../model/redacted-text.ts';
import type { ConnectionSettings, HistorySettings } from '../../model/settings.ts';
import type { Archive, KeptDevice, KeptDevices } from './archive.ts';
import { sourceOf } from './source.ts';

/** However little is new: what nobody has said again for the retention is forgotten, ms. */
const SELDOM_MS = 600_000;
/** What is kept of one connection's devices is no more than this, in characters. */
const MOST_TEXT = 256 * 1024;
/** What back ends call things is cut here. */
const NAME_LENGTH = 200;

/** What is known of one connection's devices. */
export interface DeviceBook {
  readonly heard: Iterable<{
    readonly info: DeviceInfo;
    /** The back end has said what it is; else that is as it was kept. */
    readonly isAnnounced: boolean;
    /** By property. */
    readonly actuators: ReadonlyMap<string, ActuatorInfo>;
  }>;
  /** What was kept of before and has not been replaced yet, by device. */
  readonly restored: ReadonlyMap<string, KeptDevice>;
  /** Grows with all that is heard of for the first time. */
  readonly extent: number;
  restore(kept: KeptDevice): void;
}

function bounded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactedText(text).slice(0, NAME_LENGTH);
}

/**
 * All that is known of a connection's devices, those heard of first. Of what has not been said again, what was kept stays, as old as it was.
 * @param oldest what was said before is forgotten, epoch ms
 */
function* known({ heard, restored }: DeviceBook, now: number, oldest: number): Iterable<KeptDevice> {
  const names = new Set<string>();
  for (const { info, isAnnounced, actuators } of heard) {
    const { device } = info;
    names.add(device);
    const { actuators: taken = [], toldAt = 0 } = restored.get(device) ?? {};
    const isTold = actuators.size > 0 || (isAnnounced && (taken.length === 0 || toldAt < oldest));
    const [name, kind] = [bounded(info.name), bounded(info.kind)];
    yield {
      device,
      ...(name !== undefined && { name }),
      ...(kind !== undefined && { kind }),
      actuators: isTold
        ? [...actuators.values()].map(({ property, domain, reports }) => ({ property, domain, reports }))
        : taken,
      toldAt: isTold ? now : toldAt,
    };
  }
  for (const [name, kept] of restored) if (!names.has(name)) yield kept;
}

/** What is to be kept of a connection's devices: what says more than their readings do, is not too old, and within bounds. */
function toKeep(book: DeviceBook, now: number, maxAgeMs: number): readonly KeptDevice[] {
  const kept: KeptDevice[] = [];
  const oldest = now - maxAgeMs;
  let text = 0;
  for (const one of known(book, now, oldest)) {
    if (one.toldAt < oldest) continue;
    if (one.name === undefined && one.kind === undefined && one.actuators.length === 0) continue;
    text += JSON.stringify(one).length;
    if (text > MOST_TEXT) break;
    kept.push(one);
  }
  return kept;
}

/**
 * Keeps what devices are called and take, so that a page without a network has the devices that its readings are of, and controls that say why they
 * are locked. Every method rejects when the database does.
 */
export class DeviceKeeper {
  readonly #settings: HistorySettings;
  readonly #bookOf: (connection: string) => DeviceBook | undefined;
  #extent = 0;
  #writtenAt: number | null = null;

  /** @param bookOf what is known of a connection's devices; undefined where there is no such connection */
  constructor(settings: HistorySettings, bookOf: (connection: string) => DeviceBook | undefined) {
    this.#settings = settings;
    this.#bookOf = bookOf;
  }

  /**
   * Gives connections back what is stored of their devices, and deletes what no connection wants any more.
   * @param connections those that keep history
   * @param now epoch ms
   */
  async restore(
    archive: Archive,
    stored: readonly KeptDevices[],
    connections: readonly ConnectionSettings[],
    now: number,
  ): Promise<void> {
    const { kept = [], maxAgeMs } = this.#settings;
    const unwanted: string[] = [];
    for (const { connection, source, devices } of stored) {
      if (kept.includes(connection)) continue;
      const settings = connections.find(({ id }) => id === connection);
      if (!settings || sourceOf(settings) !== source) unwanted.push(connection);
      else
        for (const one of devices) if (one.toldAt >= now - maxAgeMs) this.#bookOf(connection)?.restore(one);
    }
    if (unwanted.length > 0) await archive.writeDevices([], unwanted);
  }

  /**
   * Writes down what is known of the devices of these connections.
   * @param now epoch ms
   * @param isAsked whether that is to be done though nothing is new
   */
  async write(
    archive: Archive,
    connections: ReadonlyMap<string, ConnectionSettings>,
    now: number,
    isAsked: boolean,
  ): Promise<void> {
    this.#writtenAt ??= now;
    let extent = 0;
    for (const id of connections.keys()) extent += this.#bookOf(id)?.extent ?? 0;
    if (!isAsked && extent === this.#extent && Math.abs(now - this.#writtenAt) < SELDOM_MS) return;
    this.#extent = extent;
    this.#writtenAt = now;
    const all: KeptDevices[] = [];
    const nothing: string[] = [];
    for (const settings of connections.values()) {
      const book = this.#bookOf(settings.id);
      if (!book) continue;
      const devices = toKeep(book, now, this.#settings.maxAgeMs);
      if (devices.length === 0) nothing.push(settings.id);
      else all.push({ connection: settings.id, source: sourceOf(settings), devices });
    }
    await archive.writeDevices(all, nothing);
  }
}
