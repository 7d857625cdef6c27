import type { AuditBatch, AuditCursor, AuditEntry, AuditSettings } from '../../model/audit.ts';
import type { Command, Person } from '../../model/command.ts';
import { AuditStore } from './audit-store.ts';
import { advanced, begun, interrupted, isEnd, isRepeat, released } from './entry.ts';

/** Entries kept in memory while they cannot be stored. */
const MAX_UNSAVED = 1_000;
/** New entries between two looks at the bounds. */
const PRUNE_EVERY = 50;
/** The same order refused again within this time of the last is counted, not entered anew. */
const REPEAT_MS = 2_000;
/** A command that is open is among so many of the newest. */
const LOOKED_THROUGH = 1_000;
/** Other pages may have gone away in the middle of a pulse since the last look. */
const LOOK_EVERY_MS = 60_000;
/** What has to make room when the browser's storage is full. */
const ROOM = 500;

const NO_STORAGE =
  'This browser keeps no storage for this page, so commands are listed here only until the page is closed. ' +
  'Allow site data for this address, or leave the private window.';
const FULL =
  'The browser’s storage for this page is full, so the newest commands are listed only until the page is closed. ' +
  'Free some disk space, or delete site data that is not needed.';
const LOST =
  'The browser’s storage failed, so the newest commands are listed only until the page is closed. Reload the page.';

/** What the audit needs of the engine around it. */
export interface AuditOptions {
  readonly settings: AuditSettings;
  /** How long a command may take to its end. */
  readonly deadlineMs: number;
  /** Epoch ms. */
  now(): number;
  /** Who is at the page. */
  person(): Person;
  /** Every new or changed entry, at once, whether it can be stored or not. */
  changed(entry: AuditEntry): void;
  /** A page went away in the middle of a pulse: the entry of the order that would have ended it. */
  interrupted?(entry: AuditEntry): void;
  /** Opens the storage. By default the browser's. */
  open?(name: string, lost: () => void): Promise<AuditStore>;
}

/**
 * Every command with its whole life, for those who ask later. Each step is written as it happens, so that a page that dies leaves
 * what it knew. It only looks on: nothing here can send, hold up or break a command, and nothing is ever sent again from it.
 */
export class Audit {
  readonly #options: AuditOptions;
  /** Of commands that have not ended, by id. */
  readonly #open = new Map<string, AuditEntry>();
  /** First orders of this page's pulses whose second has not been entered, by pulse. */
  readonly #pressed = new Map<string, AuditEntry>();
  /** What is not in the storage yet, by id, oldest first. */
  readonly #unsaved = new Map<string, AuditEntry>();
  #lastRefused: { readonly entry: AuditEntry; readonly at: number } | null = null;
  #store: Promise<AuditStore> | null = null;
  #saving: Promise<void> | null = null;
  /** Counted from a full turn, so that the first entry of a run sees to what earlier runs left. */
  #sincePruned = PRUNE_EVERY;
  /** When it will be known of the next pulse whether its page has gone away, epoch ms. */
  #lookAt = Number.POSITIVE_INFINITY;
  #dropped = 0;
  #problem = '';

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** Opens the storage, so that the first command need not wait for it, and drops what has become too old. */
  start(): void {
    void this.#save(true);
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    if (now < this.#lookAt) return;
    this.#lookAt = Number.POSITIVE_INFINITY;
    void this.#save(true);
  }

  /** Takes down a command's step. Never throws. */
  record(command: Command): void {
    try {
      this.#record(command);
    } catch {
      // Whatever it was: an order must not fail because it could not be written down.
      this.#dropped += 1;
    }
  }

  /** Takes down the ends of commands that an engine before this one left open, to the steps that it had written. Never rejects. */
  async inherit(commands: readonly Command[]): Promise<void> {
    let stored: readonly AuditEntry[] = [];
    try {
      stored = await (await this.#opened()).newest(null, LOOKED_THROUGH);
    } catch (error) {
      this.#failed(error);
    }
    for (const command of commands) {
      const entry = stored.find(({ id }) => id === command.id);
      if (entry) this.#open.set(entry.id, entry);
      this.record(command);
    }
  }

  /** Entries older than `after`, newest first; from the newest where it is null. Never rejects. */
  async read(after: AuditCursor | null, limit: number): Promise<AuditBatch> {
    // Also for the next try of what could not be stored before.
    if (after === null) await this.#save(true);
    const unsaved = after === null ? [...this.#unsaved.values()].reverse() : [];
    let stored: AuditEntry[] = [];
    try {
      stored = await (await this.#opened()).newest(after, limit);
    } catch (error) {
      this.#failed(error);
    }
    const last = stored.length < limit ? undefined : stored.at(-1);
    return {
      entries: [...unsaved, ...stored],
      next: last ? { id: last.id, enteredAt: last.enteredAt } : null,
      problem: this.#words(),
      limits: this.#options.settings,
    };
  }

  /** Lets go of the storage. What is being written is written. */
  stop(): void {
    void this.#store?.then(
      (store) => store.close(),
      () => undefined,
    );
    this.#store = null;
  }

  #record(command: Command): void {
    const { now, person, deadlineMs, changed } = this.#options;
    const known = this.#open.get(command.id);
    let entry = known ? advanced(known, command, now()) : begun(command, person(), now(), deadlineMs);
    if (entry === known) return;
    if (isEnd(command.state)) this.#open.delete(command.id);
    else this.#open.set(command.id, entry);
    if (!known) {
      entry = this.#countRepeats(entry);
      this.#sincePruned += 1;
    }
    this.#unsaved.set(entry.id, entry);
    this.#followPulse(command, entry);
    this.#boundUnsaved();
    void this.#save();
    changed(entry);
  }

  /** Of a pulse's first order it is kept that the second is to come, in the same write that enters the second. */
  #followPulse({ pulse }: Command, entry: AuditEntry): void {
    if (!pulse) return;
    if (pulse.part === 'press') {
      if (entry.releaseBy !== undefined) this.#pressed.set(pulse.id, entry);
      else this.#pressed.delete(pulse.id);
      return;
    }
    const press = this.#pressed.get(pulse.id);
    if (!press) return;
    this.#pressed.delete(pulse.id);
    const over = released(press);
    if (this.#open.has(over.id)) this.#open.set(over.id, over);
    this.#unsaved.set(over.id, over);
  }

  #countRepeats(entry: AuditEntry): AuditEntry {
    if (entry.steps[0]?.state !== 'refused') return entry;
    const before = this.#lastRefused;
    const isAgain =
      before !== null && Math.abs(entry.enteredAt - before.at) <= REPEAT_MS && isRepeat(entry, before.entry);
    const counted = isAgain ? { ...before.entry, times: before.entry.times + 1 } : entry;
    this.#lastRefused = { entry: counted, at: entry.enteredAt };
    return counted;
  }

  #boundUnsaved(): void {
    if (this.#unsaved.size <= MAX_UNSAVED) return;
    const oldest = this.#unsaved.keys().next();
    if (oldest.done) return;
    this.#unsaved.delete(oldest.value);
    this.#dropped += 1;
  }

  /** One turn of writing at a time; what comes meanwhile goes with the next. */
  #save(prune = false): Promise<void> {
    this.#saving ??= this.#saveAll(prune).finally(() => {
      this.#saving = null;
      // What came after the last write of this turn, while the bounds were looked at.
      if (this.#unsaved.size > 0 && this.#problem === '') void this.#save();
    });
    return this.#saving;
  }

  async #saveAll(prune: boolean): Promise<void> {
    try {
      const store = await this.#opened();
      while (this.#unsaved.size > 0) {
        const batch = [...this.#unsaved.values()];
        await this.#write(store, batch);
        for (const entry of batch) if (this.#unsaved.get(entry.id) === entry) this.#unsaved.delete(entry.id);
      }
      this.#problem = '';
      if (!prune && this.#sincePruned < PRUNE_EVERY) return;
      this.#sincePruned = 0;
      await this.#endInterrupted(store);
      await store.prune(this.#options.settings, this.#options.now());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Says of pulses whose pages went away before they were ended that they may not have been. */
  async #endInterrupted(store: AuditStore): Promise<void> {
    const { now, changed, interrupted: tell } = this.#options;
    const time = now();
    this.#lookAt = time + LOOK_EVERY_MS;
    for (const press of await store.unreleased()) {
      const { releaseBy = time } = press;
      if (releaseBy > time) {
        this.#lookAt = Math.min(this.#lookAt, releaseBy);
        continue;
      }
      const entry = interrupted(press, releaseBy);
      await store.put([released(press), entry]);
      changed(entry);
      tell?.(entry);
    }
  }

  async #write(store: AuditStore, batch: readonly AuditEntry[]): Promise<void> {
    try {
      await store.put(batch);
    } catch (error) {
      if (nameOf(error) !== 'QuotaExceededError') throw error;
      // What happened last matters most: the oldest make room.
      await store.dropOldest(ROOM);
      await store.put(batch);
    }
  }

  #opened(): Promise<AuditStore> {
    const open = this.#options.open ?? AuditStore.open;
    this.#store ??= open(this.#options.settings.database, () => {
      this.#store = null;
    });
    return this.#store;
  }

  #failed(error: unknown): void {
    const name = nameOf(error);
    // Opened anew the next time: storage that was deleted or closed comes back so.
    this.stop();
    if (name === 'QuotaExceededError') this.#problem = FULL;
    else if (name === 'InvalidStateError' || name === 'AbortError') this.#problem = LOST;
    else this.#problem = NO_STORAGE;
  }

  #words(): string {
    if (this.#dropped === 0) return this.#problem;
    return `${this.#problem} ${this.#dropped} steps of earlier commands could not be kept.`.trim();
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
