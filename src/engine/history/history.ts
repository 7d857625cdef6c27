import type { ConnectionSettings, EngineSettings } from '../../model/settings.ts';
import type { SeriesStore } from '../series/store.ts';
import { Archive, type Chunk, type Loss, QUOTA } from './archive.ts';
import { Archivist } from './archivist.ts';
import type { DeviceBook, DeviceKeeper } from './devices.ts';
import type { Kept } from './keeper.ts';
import { Notes } from './notes.ts';
import { Recorders } from './recorders.ts';
import { restore } from './restorer.ts';
import { WriterLock } from './writer-lock.ts';

/** A crash takes what was heard in this time. */
const SAVE_EVERY_MS = 5_000;
/** Bytes of one connection that do not wait for that. */
const MANY_BYTES = 512 * 1024;
/** Memory for readings on their way to a database that does not answer. */
const MOST_BYTES = 8 * 1024 * 1024;
/** A closed database is tried again after so long; each time that fails twice as long, up to the longest. Seconds. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 300;
/** Seconds after which is said that the database can not be opened yet. */
const HELD_AFTER = 5;
/** New devices are kept this soon after they were heard of; so much later where that failed. Seconds. */
const DEVICES_SOON = 3;
const DEVICES_LATER = 600;

type KeptSettings = Pick<EngineSettings, 'connections' | 'history'>;

/** What history needs of the engine around it. */
export interface HistoryHost {
  readonly store: SeriesStore;
  /** What is known of a connection's devices; undefined where there is no such connection. */
  devicesOf(connection: string): DeviceBook | undefined;
  /** Epoch ms. */
  now(): number;
  /** Random, never the same again. */
  newId(): string;
  log(level: 'info' | 'warning', text: string): void;
}

/**
 * What outlives the page: readings are written down as they come and put back at the next start. Never more than a comfort: without
 * a database, or when that fails, everything else works, and the log says so once. One that the browser closes meanwhile is opened
 * again. No method throws or rejects.
 */
export class History {
  readonly #settings: KeptSettings;
  readonly #person: string;
  readonly #host: HistoryHost;
  readonly #connections: readonly ConnectionSettings[];
  readonly #recorders: Recorders;
  readonly #lock: WriterLock;
  readonly #notes: Notes;
  /** Fetched when there is something for it to do. */
  #devices: DeviceKeeper | null = null;
  /** Seconds until devices that are new are kept. */
  #devicesIn = DEVICES_SOON;
  /** null while the database is not open. */
  #archivist: Archivist | null = null;
  /** The connections have been started. */
  #mayRecord = false;
  #hasLock = false;
  #isRestored = false;
  #isOver = false;
  #saving: Promise<void> | null = null;
  #savedAt = 0;
  /** Seconds until a closed database is opened again; 0 while it need not be. */
  #secondsLeft = 0;
  #nextWait = FIRST_WAIT;
  /** Seconds for which it has been waited for the database to open; null while it is not. */
  #opening: number | null = null;
  /** It has been said that nothing is kept for now. */
  #isDown = false;

  /** @param person stable subject identifier; '' without sign-in */
  constructor(settings: KeptSettings, person: string, host: HistoryHost) {
    this.#settings = settings;
    this.#person = person;
    this.#host = host;
    this.#connections =
      settings.history.maxBytes > 0 ? settings.connections.filter((one) => one.history) : [];
    this.#lock = new WriterLock(settings.history.database);
    this.#recorders = new Recorders(this.#connections, { ...host, isAlone: () => this.#lock.isHeld });
    this.#notes = new Notes((level, text) => host.log(level, text));
  }

  /** Puts back what is stored. Resolves when that is done, or has failed. */
  async restore(): Promise<void> {
    const { database, maxAgeMs } = this.#settings.history;
    const { store, now } = this.#host;
    try {
      if (this.#settings.history.maxBytes <= 0) {
        await Archive.delete(database);
        return;
      }
      const archive = await this.#open();
      if (archive === null) return;
      this.#hasLock = await this.#lock.ask(() => this.#takeOver());
      if (this.#hasLock && this.#mayRecord) this.record();
      const devices = this.#restoreDevices(archive);
      const { readings, savedAt, damaged } = await restore(
        archive,
        this.#connections,
        this.#settings.history.kept ?? [],
        store,
        now(),
        maxAgeMs,
      );
      await devices;
      this.#isRestored = true;
      // What no connection wants any more has been removed.
      this.#archivist?.doubt();
      this.#notes.back(readings, damaged, now() - savedAt);
    } catch (error) {
      // What has been closed meanwhile is opened again.
      if (this.#nextWait === FIRST_WAIT) this.#fail(error);
    }
  }

  /** From now on what comes is written down, if this page is the one that writes. */
  record(): void {
    this.#mayRecord = true;
    if (this.#recorders.isRunning || this.#isOver || !this.#hasLock || this.#archivist === null) return;
    this.#savedAt = this.#host.now();
    this.#recorders.start();
  }

  /** Once a second: saves when it is time, and opens what the browser has closed. */
  tick(): void {
    if (this.#secondsLeft > 0) {
      this.#secondsLeft -= 1;
      if (this.#secondsLeft === 0) void this.#reopen();
      return;
    }
    if (this.#opening !== null) {
      this.#opening += 1;
      if (this.#opening === HELD_AFTER) this.#held();
    }
    if (!this.#recorders.isRunning) return;
    if (this.#isRestored) this.#archivist?.prepare();
    const { waiting } = this.#recorders;
    if (waiting > MOST_BYTES) {
      this.#fail(new Error('its database does not answer'));
      return;
    }
    const since = this.#host.now() - this.#savedAt;
    // Below 0 the clock was set back.
    if (waiting > MANY_BYTES || since >= SAVE_EVERY_MS || since < 0) void this.save();
    this.#devicesIn -= 1;
    // What does it is not to be in the way of the first reading.
    if (this.#devicesIn <= 0 && this.#host.store.count > 0) void this.saveDevices(false);
  }

  /** Stores what devices are called and take. Resolves when that is done, or has failed. @param isAsked though nothing is new */
  async saveDevices(isAsked = true): Promise<void> {
    const archive = this.#archivist?.archive;
    if (!this.#recorders.isRunning || !this.#isRestored || archive === undefined) return;
    this.#devicesIn = DEVICES_LATER;
    try {
      const keeper = await this.#deviceKeeper();
      await keeper.write(archive, this.#recorders.followed, this.#host.now(), isAsked);
      this.#devicesIn = DEVICES_SOON;
    } catch {
      // The readings are kept all the same.
    }
  }

  /** Stores what is new. Resolves when that is done, or has failed. */
  async save(): Promise<void> {
    const archivist = this.#archivist;
    if (this.#saving !== null || !this.#recorders.isRunning || !this.#isRestored || archivist === null)
      return this.#saving ?? undefined;
    const now = this.#host.now();
    this.#savedAt = now;
    const chunks = this.#recorders.take(now);
    if (chunks.length === 0) return;
    this.#saving = archivist.write(chunks, now).then((kept) => {
      this.#saving = null;
      // Of one that has been closed meanwhile all is said.
      if (kept !== null && archivist === this.#archivist) this.#written(kept, chunks);
    });
    await this.#saving;
  }

  /** A connection has been added, or begins anew: what comes of it is written down as well. */
  join(settings: ConnectionSettings): void {
    this.#recorders.leave(settings.id);
    if (this.#settings.history.maxBytes > 0 && settings.history) this.#recorders.join(settings);
  }

  /** Deletes what is stored of one connection, of which nothing comes any more. */
  async forgetConnection(connection: string): Promise<void> {
    this.#recorders.leave(connection);
    await this.#archivist?.forget(connection).catch((error) => this.#fail(error));
  }

  /**
   * The clock was wrong until now: readings later than a time (epoch ms) are forgotten, of what is stored, too. What comes from now on lies behind
   * a gap. Resolves when that is done, or has failed.
   */
  async forgetAfter(time: number): Promise<void> {
    if (!this.#recorders.isRunning) return;
    const fresh = this.#recorders.take(time);
    this.#recorders.leaveGap();
    await this.#archivist?.forgetLater(fresh, time).catch((error) => this.#fail(error));
  }

  /** Deletes everything; nothing more is written until the page is loaded again. */
  async forget(): Promise<void> {
    // Where it is over, another page has deleted it already and may have begun anew for somebody else.
    if (this.#isOver) return;
    this.#end();
    await Archive.delete(this.#settings.history.database).catch(() => undefined);
  }

  /** Ends without deleting anything. */
  stop(): void {
    this.#end();
  }

  /** Puts back what is stored of devices. */
  async #restoreDevices(archive: Archive): Promise<void> {
    try {
      const stored = await archive.devices();
      if (stored.length === 0) return;
      const keeper = await this.#deviceKeeper();
      await keeper.restore(archive, stored, this.#connections, this.#host.now());
    } catch {
      // They are known again once they are heard.
    }
  }

  async #deviceKeeper(): Promise<DeviceKeeper> {
    const { DeviceKeeper } = await import('./devices.ts');
    this.#devices ??= new DeviceKeeper(this.#settings.history, (id) => this.#host.devicesOf(id));
    return this.#devices;
  }

  /** The page that wrote has gone, and this one writes on: from this moment, and within bounds that count what the other one stored. */
  #takeOver(): void {
    this.#hasLock = true;
    this.#archivist?.doubt();
    if (this.#mayRecord) this.record();
  }

  /** The archive; null where it is over before there is one. @throws whatever the database does */
  async #open(): Promise<Archive | null> {
    const lost = (loss: Loss) => (loss === 'deleted' ? this.#end() : this.#closed());
    this.#opening = 0;
    const archive = await Archive.open(this.#settings.history.database, this.#person, lost).finally(() => {
      this.#opening = null;
    });
    if (this.#isOver) {
      archive.close();
      return null;
    }
    this.#archivist = new Archivist(archive, this.#settings.history);
    return archive;
  }

  /** The browser has closed the database: to make room, because somebody deletes the site's data, or because the disk failed. */
  #closed(): void {
    if (this.#isOver || this.#secondsLeft > 0) return;
    this.#notes.closed();
    this.#tryLater();
  }

  /**
   * Somebody has signed out, and a tab that stands still does not let go of the database that is to be deleted: the browser opens no other before
   * that. It does by itself once it can.
   */
  #held(): void {
    if (this.#isOver) return;
    this.#isDown = true;
    this.#notes.held();
  }

  /** Until the database is open again nothing is written down. What comes after that is another stretch, behind a gap. */
  #tryLater(): void {
    this.#isDown = true;
    this.#recorders.stop();
    this.#archivist?.close();
    this.#archivist = null;
    this.#secondsLeft = this.#nextWait;
    this.#nextWait = Math.min(LONGEST_WAIT, 2 * this.#nextWait);
  }

  async #reopen(): Promise<void> {
    try {
      if ((await this.#open()) === null) return;
      this.#isRestored = true;
      if (this.#mayRecord) this.record();
    } catch {
      if (!this.#isOver && this.#secondsLeft === 0) this.#tryLater();
    }
  }

  #end(): void {
    this.#isOver = true;
    this.#secondsLeft = 0;
    this.#recorders.stop();
    this.#lock.giveBack();
    this.#archivist?.close();
    this.#archivist = null;
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#notes.none(error instanceof Error ? error.message : 'no reason given');
    this.#end();
  }

  /** Goes by what became of writing: a database that fails for another reason than its room is opened anew. */
  #written(kept: Kept, chunks: readonly Chunk[]): void {
    if (this.#isOver) return;
    if (kept.error === '' && this.#isDown) {
      this.#isDown = false;
      this.#nextWait = FIRST_WAIT;
      this.#notes.again();
    }
    this.#notes.room(kept);
    if (kept.error !== '' && kept.error !== QUOTA) this.#tryLater();
    else if (kept.lost > 0) this.#recorders.leaveGaps(chunks);
  }
}
