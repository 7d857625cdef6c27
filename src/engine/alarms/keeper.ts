import type { AlarmSettings, JournalBatch, JournalCursor, JournalEntry } from '../../model/alarm.ts';
import { WriterLock } from '../history/writer-lock.ts';
import { AlarmStore } from './alarm-store.ts';
import type { AlarmRecord, StoredAlarm } from './record.ts';
import type { Witnessed } from './witness.ts';

/** Changes are gathered this long: a flood is one write. */
const GATHER_MS = 100;
/** How often it is written down that somebody is looking. */
const SEEN_EVERY_MS = 10_000;
/**
 * Nobody was looking for longer than this: what was acknowledged before may have ended and begun again, so that what is still wrong is
 * announced anew.
 */
const REMEMBERED_MS = 3_600_000;
/** So long a tab that does not write waits for the one that does to write down what both have heard. */
const WITNESS_MS = 5_000;
/** Entries kept in memory while they cannot be stored. */
const MAX_UNSAVED = 10_000;
/** New entries between two looks at the bounds, and the time between two where there are few. */
const PRUNE_EVERY = 200;
const PRUNE_EVERY_MS = 86_400_000;
/** What has to make room when the browser's storage is full. */
const ROOM = 1_000;

const NO_STORAGE =
  'This browser keeps no storage for this page, so the journal and acknowledgements last only until the page is closed. ' +
  'Allow site data for this address, or leave the private window.';
const FULL =
  'The browser’s storage for this page is full, so the newest part of the journal lasts only until the page is closed. ' +
  'Free some disk space, or delete site data that is not needed.';

/**
 * Keeps alarms and their journal beyond the page. Of several tabs one writes down what readings cause; another waits whether it does, and writes
 * what that one has not heard, whose link may be down. What a person does is written by the tab they do it in, too, and is the same line. No method
 * rejects.
 */
export class AlarmKeeper {
  readonly #settings: AlarmSettings;
  readonly #lock: WriterLock;
  readonly #all: () => Iterable<AlarmRecord>;
  readonly #written: () => void;
  readonly #open: (name: string, lost: () => void) => Promise<AlarmStore>;
  #store: Promise<AlarmStore> | null = null;
  #isWriter = false;
  readonly #changed = new Set<AlarmRecord>();
  /** Ids of alarms whose rows are to go. */
  readonly #forgotten = new Set<string>();
  #entries: JournalEntry[] = [];
  /** What another tab may write. */
  #witnessed: Witnessed[] = [];
  /** When this tab last wrote what another has not heard, epoch ms by the alarm's id. */
  readonly #told = new Map<string, number>();
  #saving: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sincePruned = 0;
  #prunedAt = Number.NEGATIVE_INFINITY;
  #seenAt = 0;
  #dropped = 0;
  #problem = '';
  #isOver = false;

  /**
   * @param all every alarm there is: who becomes the writer writes down all of them
   * @param written the journal has new entries
   */
  constructor(
    settings: AlarmSettings,
    all: () => Iterable<AlarmRecord>,
    written: () => void,
    open: (name: string, lost: () => void) => Promise<AlarmStore> = AlarmStore.open,
  ) {
    this.#settings = settings;
    this.#all = all;
    this.#written = written;
    this.#open = open;
    this.#lock = new WriterLock(settings.database);
  }

  /** Why things are not kept as they should be, in words; '' when they are. */
  get problem(): string {
    if (this.#dropped === 0) return this.#problem;
    return `${this.#problem} ${this.#dropped} entries of the journal could not be kept.`.trim();
  }

  /** What was not normal when the page was last open, with what still holds of it. @param now epoch ms */
  async recall(now: number): Promise<readonly StoredAlarm[]> {
    const { alarms, seen } = await this.#stored();
    // Whatever became of reading: storage that fails now may work a second later, and then one of the pages has to write.
    this.#isWriter = await this.#lock.ask(() => this.#becomeWriter());
    if (now - seen <= REMEMBERED_MS) return alarms;
    // The next page would take them for what this one had seen.
    this.forget(alarms.filter(({ shelved }) => shelved === null).map(({ id }) => id));
    return alarms.flatMap((alarm) => (alarm.shelved === null ? [] : [shelvedOnly(alarm)]));
  }

  /** An alarm is not as it was. */
  changed(record: AlarmRecord): void {
    if (!this.#isWriter) return;
    this.#changed.add(record);
    this.#schedule();
  }

  /** Nothing can say any more what became of these: their rules have changed, or it was too long ago. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#forgotten.add(id);
    if (ids.length > 0) this.#schedule();
  }

  /** @param isOwn a person did it in this very tab */
  note(entry: JournalEntry, isOwn: boolean): void {
    // While the storage fails nobody writes, and this page's journal is all there is.
    const isHeld = !this.#isWriter && this.#problem === '';
    if (this.#entries.length + this.#witnessed.length >= MAX_UNSAVED) {
      this.#dropped += 1;
      return;
    }
    if (isHeld) this.#witnessed.push({ entry, isOwn, since: Date.now() });
    if (isHeld && !isOwn) return;
    this.#entries.push(entry);
    this.#schedule();
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    void this.bearWitness(now);
    // Of a time to come, the clock was set back since.
    if (!this.#isWriter || Math.abs(now - this.#seenAt) < SEEN_EVERY_MS) return;
    this.#seenAt = now;
    void this.save();
  }

  /** Writes what the tab that writes has had the time to, and has not. @param now epoch ms; without, nothing is waited for any more */
  async bearWitness(now = Number.POSITIVE_INFINITY): Promise<void> {
    // Of a time to come, the clock was set back since.
    const isDue = ({ since }: Witnessed) => Math.abs(now - since) >= WITNESS_MS;
    const due = this.#witnessed.filter(isDue);
    if (due.length === 0) return;
    this.#witnessed = this.#witnessed.filter((one) => !isDue(one));
    try {
      const { unheardOf } = await import('./witness.ts');
      const { entries: limit } = this.#settings.journal;
      const { entries, records } = await unheardOf(due, await this.#opened(), this.#all(), this.#told, limit);
      this.#entries.push(...entries);
      for (const record of records) this.#changed.add(record);
      await this.save();
    } catch {
      this.#close();
      this.#witnessed.push(...due.map((one) => ({ ...one, since: Date.now() })));
    }
  }

  /** Writes what is new, now. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // One turn of writing at a time; what comes meanwhile goes with the next.
    if (this.#saving !== null) await this.#saving;
    if (this.#saving !== null || this.#isOver) return;
    this.#saving = this.#save().finally(() => {
      this.#saving = null;
    });
    await this.#saving;
  }

  /** Journal entries older than `after`, newest first; from the newest where it is null. */
  async read(after: JournalCursor | null, limit: number): Promise<JournalBatch> {
    if (after === null) await this.save();
    const unsaved = after === null ? [...this.#entries].sort((a, b) => b.at - a.at) : [];
    try {
      const stored = await (await this.#opened()).newest(after, limit);
      const last = stored.length < limit ? undefined : stored.at(-1);
      return { entries: [...unsaved, ...stored], next: last ? { at: last.at, id: last.id } : null };
    } catch (error) {
      this.#failed(error);
      return { entries: unsaved, next: null };
    }
  }

  /** Journal entries between two moments (epoch ms), the newest first. */
  async between(from: number, to: number, limit: number): Promise<readonly JournalEntry[]> {
    const unsaved = this.#entries.filter(({ at }) => at >= from && at <= to).reverse();
    try {
      return [...unsaved, ...(await (await this.#opened()).between(from, to, limit))];
    } catch (error) {
      this.#failed(error);
      return unsaved;
    }
  }

  /** Lets go of the storage. What is being written is written. */
  async stop(): Promise<void> {
    if (this.#witnessed.length > 0) await this.bearWitness();
    await this.save();
    this.#isOver = true;
    this.#lock.giveBack();
    this.#close();
  }

  async #stored(): ReturnType<AlarmStore['recall']> {
    try {
      return await (await this.#opened()).recall();
    } catch (error) {
      this.#failed(error);
      return { alarms: [], seen: 0 };
    }
  }

  #becomeWriter(): void {
    this.#isWriter = true;
    for (const record of this.#all()) this.#changed.add(record);
    this.#schedule();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.save(), GATHER_MS);
  }

  async #save(): Promise<void> {
    const entries = this.#entries;
    const changed = [...this.#changed];
    if (entries.length === 0 && changed.length === 0 && !this.#isWriter) return;
    const [shown, gone] = [changed.filter((one) => one.isShown), changed.filter((one) => !one.isShown)];
    // What has come up anew since is no row of then.
    for (const { id } of shown) this.#forgotten.delete(id);
    const forgotten = this.#isWriter ? [...this.#forgotten] : [];
    const changes = {
      alarms: shown.map((one) => one.stored()),
      gone: [...gone.map((one) => one.id), ...forgotten],
      entries,
      seen: this.#isWriter ? Date.now() : null,
    };
    this.#entries = [];
    this.#changed.clear();
    try {
      const store = await this.#opened();
      try {
        await store.write(changes);
      } catch (error) {
        // Where that made no room before, it is not the journal that fills the storage, and would only be gone.
        if (nameOf(error) !== 'QuotaExceededError' || this.#problem === FULL) throw error;
        // What happened last matters most: the oldest make room.
        await store.dropOldest(ROOM);
        await store.write(changes);
      }
      this.#problem = '';
      if (entries.length > 0) this.#written();
      for (const id of forgotten) this.#forgotten.delete(id);
      this.#sincePruned += entries.length;
      const now = Date.now();
      if (this.#sincePruned < PRUNE_EVERY && Math.abs(now - this.#prunedAt) < PRUNE_EVERY_MS) return;
      this.#sincePruned = 0;
      this.#prunedAt = now;
      await store.prune(this.#settings.journal, now);
    } catch (error) {
      for (const record of changed) this.#changed.add(record);
      const all = [...entries, ...this.#entries];
      this.#entries = all.slice(-MAX_UNSAVED);
      this.#dropped += all.length - this.#entries.length;
      this.#failed(error);
    }
  }

  #opened(): Promise<AlarmStore> {
    this.#store ??= this.#open(this.#settings.database, () => {
      this.#store = null;
    });
    return this.#store;
  }

  #failed(error: unknown): void {
    // Opened anew the next time: storage that was deleted or closed comes back so.
    this.#close();
    this.#problem = nameOf(error) === 'QuotaExceededError' ? FULL : NO_STORAGE;
  }

  #close(): void {
    void this.#store?.then(
      (store) => store.close(),
      () => undefined,
    );
    this.#store = null;
  }
}

/** Shelving was for a time that goes on; the rest has to be seen anew. */
function shelvedOnly(alarm: StoredAlarm): StoredAlarm {
  const life = { ...alarm.life, isActive: false, isAcknowledged: true, isHeldBack: false };
  return { ...alarm, life, raisedAt: null, returnedAt: null, value: null, acknowledged: null };
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
