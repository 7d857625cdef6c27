import type { ConnectionSettings, EngineSettings } from '../../model/settings.ts';
import type { SeriesStore } from '../series/store.ts';
import { Archive, type Chunk, keyOf, type Loss, QUOTA } from './archive.ts';
import { Archivist } from './archivist.ts';
import { Deletions } from './deletions.ts';
import { DeviceSaver } from './device-saver.ts';
import type { DeviceBook } from './devices.ts';
import type { Kept } from './keeper.ts';
import { Notes } from './notes.ts';
import { Recorders } from './recorders.ts';
import type { Restored } from './restorer.ts';
import { WriterLock } from './writer-lock.ts';

/** A crash takes what was heard in this time. */
const SAVE_EVERY_MS = 5_000;
/** What is stored is held against its bounds so often, though nothing is new. */
const TRIM_EVERY_MS = 60_000;
/** Bytes of one connection that do not wait for that. */
const MANY_BYTES = 512 * 1024;
/** Memory for readings on their way to a database that does not answer. */
const MOST_BYTES = 8 * 1024 * 1024;
/** A closed database is tried again after so long; each time that fails twice as long, up to the longest. Seconds. */
const FIRST_WAIT = 2;
const LONGEST_WAIT = 300;
/** Seconds after which is said that the database can not be opened yet. */
const HELD_AFTER = 5;
const NOTHING: Pick<Restored, 'unwanted' | 'notes'> = { unwanted: [], notes: [] };

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
  /** What is stored has been put back, later than at the start. */
  restored(): void;
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
  readonly #devices: DeviceSaver;
  /** null while the database is not open. */
  #archivist: Archivist | null = null;
  /** The connections have been started. */
  #mayRecord = false;
  /** When that was, epoch ms. */
  #heardFrom = Number.POSITIVE_INFINITY;
  #hasLock = false;
  /** The database has been opened once. */
  #hasBegun = false;
  #isRestored = false;
  #isOver = false;
  #saving: Promise<void> | null = null;
  #savedAt = 0;
  #trimmedAt = 0;
  /** Seconds until a closed database is opened again; 0 while it need not be. */
  #secondsLeft = 0;
  #nextWait = FIRST_WAIT;
  /** Seconds for which it has been waited for the database to open; null while it is not. */
  #opening: number | null = null;
  /** It has been said that nothing is kept for now. */
  #isDown = false;
  readonly #deletions = new Deletions((archivist, error) => this.#failed(archivist, error));

  /** @param person stable subject identifier; '' without sign-in */
  constructor(settings: KeptSettings, person: string, host: HistoryHost) {
    this.#settings = settings;
    this.#person = person;
    this.#host = host;
    this.#connections =
      settings.history.maxBytes > 0 ? settings.connections.filter((one) => one.history) : [];
    this.#lock = new WriterLock(settings.history.database);
    this.#recorders = new Recorders(this.#connections, { ...host, isAlone: () => this.#lock.isHeld });
    this.#devices = new DeviceSaver(settings.history, (id) => host.devicesOf(id));
    this.#notes = new Notes((level, text) => host.log(level, text));
  }

  /** Puts back what is stored. Resolves when that is done, or has failed: then it is done once the database can be opened. */
  async restore(): Promise<void> {
    const { database, maxAgeMs } = this.#settings.history;
    const { store, now } = this.#host;
    let archivist: Archivist | null = null;
    try {
      if (this.#settings.history.maxBytes <= 0) {
        await Archive.delete(database);
        return;
      }
      archivist = await this.#open();
      if (archivist === null) return;
      this.#hasBegun = true;
      const { archive } = archivist;
      this.#hasLock = await this.#lock.ask(() => this.#takeOver());
      if (this.#hasLock && this.#mayRecord) this.record();
      const devices = this.#devices.restore(archive, this.#connections, now());
      // Asked for before links are open: what another page writes from then on this one hears itself.
      const chunks = archive.chunks();
      const oldest = await chunks.next();
      let back = NOTHING;
      if (oldest.done === false) {
        // Fetched where anything is kept: on a first visit the first dashboard would wait for it.
        const restorer = await import('./restorer.ts').catch(() => null);
        if (restorer === null) this.#notes.notBack();
        else
          back = await restorer.restore(
            chunks,
            oldest.value,
            this.#connections,
            this.#settings.history.kept ?? [],
            store,
            now(),
            maxAgeMs,
            this.#heardFrom,
          );
      }
      const { unwanted, notes } = back;
      if (unwanted.length > 0) await archive.write([], unwanted.map(keyOf));
      await devices;
      this.#isRestored = true;
      // What no connection wants any more has been removed.
      this.#archivist?.doubt();
      for (const [level, text] of notes) this.#host.log(level, text);
    } catch (error) {
      if (archivist === null && isNone(error)) this.#fail(error);
      else this.#failed(archivist, error);
    }
  }

  /** From now on what comes is written down, if this page is the one that writes. */
  record(): void {
    if (!this.#mayRecord) this.#heardFrom = this.#host.now();
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
    if (this.#isRestored && this.#archivist?.isReady === false) void this.#prepare(this.#archivist);
    const { waiting } = this.#recorders;
    if (waiting > MOST_BYTES) {
      this.#failed(this.#archivist, new Error('no answer'));
      return;
    }
    const since = this.#host.now() - this.#savedAt;
    // Below 0 the clock was set back.
    if (waiting > MANY_BYTES || since >= SAVE_EVERY_MS || since < 0) void this.save();
    // What does it is not to be in the way of the first reading.
    if (this.#devices.tick() && this.#host.store.count > 0) void this.saveDevices(false);
  }

  /** Stores what devices are called and take. Resolves when that is done, or has failed. @param isAsked though nothing is new */
  async saveDevices(isAsked = true): Promise<void> {
    const archive = this.#archivist?.archive;
    if (!this.#recorders.isRunning || !this.#isRestored || archive === undefined) return;
    await this.#devices.save(archive, this.#recorders.followed, this.#host.now(), isAsked);
  }

  /** Stores what is new. Resolves when that is done, or has failed. */
  async save(): Promise<void> {
    const archivist = this.#archivist;
    if (this.#saving !== null || !this.#recorders.isRunning || !this.#isRestored || archivist === null)
      return this.#saving ?? undefined;
    this.#savedAt = this.#host.now();
    const saving = this.#saveTo(archivist).finally(() => {
      // A database that has been opened meanwhile may be at another.
      if (this.#saving === saving) this.#saving = null;
    });
    this.#saving = saving;
    await saving;
  }

  /** A connection has been added, or begins anew: what comes of it is written down as well. */
  join(settings: ConnectionSettings): void {
    if (this.#settings.history.maxBytes > 0 && settings.history) this.#recorders.join(settings);
    else this.#recorders.leave(settings.id);
  }

  /** Deletes what is stored of one connection, of which nothing comes any more. */
  async forgetConnection(connection: string): Promise<void> {
    this.#recorders.leave(connection);
    await this.#deletions.add((archivist) => archivist.forget(connection), this.#archivist);
  }

  /**
   * The clock was wrong until now: readings later than a time (epoch ms) are forgotten, of what is stored, too. What comes from now on lies behind
   * a gap. Resolves when that is done, or has failed.
   */
  async forgetAfter(time: number): Promise<void> {
    // Another page that writes does that.
    if (this.#isOver || !this.#hasLock) return;
    const archivist = this.#archivist;
    const chunks = this.#recorders.isRunning ? this.#recorders.take(time, true) : [];
    await this.#deletions.add(async (one) => {
      // Before anything that comes from now on, as often as it has to be tried.
      if (chunks.length > 0) void this.#write(one, chunks, time, []);
      const lost = await one.forgetLater(time);
      this.#notes.room({ dropped: 0, lost: lost ?? 0, error: QUOTA });
      return lost !== null;
    }, archivist);
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

  async #saveTo(archivist: Archivist): Promise<void> {
    const isDue = Math.abs(this.#savedAt - this.#trimmedAt) >= TRIM_EVERY_MS;
    // Where pages have no way to agree, the others write, too.
    if (isDue && !this.#lock.isHeld) archivist.doubt();
    if (!archivist.isReady && !(await this.#prepare(archivist))) return;
    const now = this.#host.now();
    const chunks = this.#recorders.take(now);
    if (chunks.length === 0 && !isDue) return;
    if (isDue) this.#trimmedAt = now;
    await this.#write(archivist, chunks, now, chunks);
  }

  /** @param open those of the chunks that may be written again, or have a gap behind them where they are lost */
  async #write(
    archivist: Archivist,
    chunks: readonly Chunk[],
    now: number,
    open: readonly Chunk[],
  ): Promise<void> {
    const kept = await archivist.write(chunks, now);
    // Of one that has been closed meanwhile all is said.
    if (kept !== null && archivist === this.#archivist) this.#written(kept, open);
  }

  /** Whether it can be written; if not, nothing is taken that would be lost. */
  async #prepare(archivist: Archivist): Promise<boolean> {
    try {
      const isReady = await archivist.prepare();
      if (archivist !== this.#archivist) return false;
      if (isReady === false) {
        this.#isDown = true;
        this.#notes.unfetched();
      } else this.#deletions.begin(archivist);
      return isReady === true;
    } catch (error) {
      this.#failed(archivist, error);
      return false;
    }
  }

  /** The page that wrote has gone, and this one writes on: from this moment, and within bounds that count what the other one stored. */
  #takeOver(): void {
    this.#hasLock = true;
    this.#archivist?.doubt();
    if (this.#mayRecord) this.record();
  }

  /** Null where it is over before the database is open. @throws whatever the database does */
  async #open(): Promise<Archivist | null> {
    const lost = (loss: Loss) => (loss === 'deleted' ? this.#end() : this.#closed());
    this.#opening = 0;
    const archive = await Archive.open(this.#settings.history.database, this.#person, lost).finally(() => {
      this.#opening = null;
    });
    if (this.#isOver) {
      archive.close();
      return null;
    }
    const archivist = new Archivist(archive, this.#settings.history);
    this.#archivist = archivist;
    this.#deletions.begin(archivist);
    return archivist;
  }

  /** The browser has closed the database: to make room, because somebody deletes the site's data, or because the disk failed. */
  #closed(): void {
    if (this.#isOver || this.#secondsLeft > 0) return;
    this.#notes.closed();
    this.#tryLater();
  }

  /** The database, or opening it (null), has failed, and it is opened anew. Of one that has been closed meanwhile all is said. */
  #failed(archivist: Archivist | null, error: unknown): void {
    if (this.#isOver || archivist !== this.#archivist || this.#secondsLeft > 0) return;
    this.#notes.failed(reasonOf(error));
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
    // One that does not answer may never be done.
    this.#saving = null;
    this.#secondsLeft = this.#nextWait;
    this.#nextWait = Math.min(LONGEST_WAIT, 2 * this.#nextWait);
  }

  async #reopen(): Promise<void> {
    if (!this.#hasBegun) {
      await this.restore();
      if (this.#isRestored) this.#host.restored();
      return;
    }
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

  /** The database can not be opened at all. */
  #fail(error: unknown): void {
    if (this.#isOver) return;
    this.#notes.none(reasonOf(error));
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

/** Whether the browser has no database to give, now or later. */
function isNone(error: unknown): boolean {
  return !(error instanceof DOMException) || error.name === 'SecurityError';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason given';
}
