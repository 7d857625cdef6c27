import type { ConnectionSettings, HistorySettings } from '../../model/settings.ts';
import type { Archive } from './archive.ts';
import type { DeviceBook, DeviceKeeper } from './devices.ts';

/** New devices are kept this soon after they were heard of; so much later where that failed. Seconds. */
const SOON = 3;
const LATER = 600;

/** When devices are kept. Never more than a comfort: the readings are kept all the same. */
export class DeviceSaver {
  readonly #settings: HistorySettings;
  readonly #devicesOf: (connection: string) => DeviceBook | undefined;
  /** Fetched when there is something for it to do. */
  #keeper: DeviceKeeper | null = null;
  /** Seconds until devices that are new are kept. */
  #left = SOON;

  constructor(settings: HistorySettings, devicesOf: (connection: string) => DeviceBook | undefined) {
    this.#settings = settings;
    this.#devicesOf = devicesOf;
  }

  /** A second has gone by; whether it is time to save. */
  tick(): boolean {
    this.#left -= 1;
    return this.#left <= 0;
  }

  /** Puts back what is stored of devices. Never rejects. @param now epoch ms */
  async restore(archive: Archive, connections: readonly ConnectionSettings[], now: number): Promise<void> {
    try {
      const stored = await archive.devices();
      if (stored.length === 0) return;
      const keeper = await this.#fetch();
      await keeper.restore(archive, stored, connections, now);
    } catch {
      // They are known again once they are heard.
    }
  }

  /** Stores what devices are called and take. Never rejects. @param now epoch ms @param isAsked though nothing is new */
  async save(
    archive: Archive,
    followed: ReadonlyMap<string, ConnectionSettings>,
    now: number,
    isAsked: boolean,
  ): Promise<void> {
    this.#left = LATER;
    try {
      const keeper = await this.#fetch();
      await keeper.write(archive, followed, now, isAsked);
      this.#left = SOON;
    } catch {
      // The readings are kept all the same.
    }
  }

  async #fetch(): Promise<DeviceKeeper> {
    const { DeviceKeeper } = await import('./devices.ts');
    this.#keeper ??= new DeviceKeeper(this.#settings, this.#devicesOf);
    return this.#keeper;
  }
}
