import type { AuditBatch, AuditCursor, AuditEntry, AuditSettings } from '../../model/audit.ts';
import type { Command, Person } from '../../model/command.ts';
import { AuditStore } from './audit-store.ts';
import { advanced, begun, isEnd, isRepeat, released } from './entry.ts';
import type { InterruptedPulses } from './interrupted-pulses.ts';
import type { Presence } from './presence.ts';
import { isFull, storageProblem } from './storage-problem.ts';

/** Entries kept in memory while they cannot be stored. */
const MAX_UNSAVED = 1_000;
/** New entries between two looks at the bounds. */
const PRUNE_EVERY = 50;
/** The same order refused again within this time of the last is one more in a row. */
const REPEAT_MS = 2_000;
/** So many in a row are entered each for itself; what follows is a flood, and counted in one entry. */
const BEFORE_FLOOD = 10;
/** A command that is open is among so many of the newest. */
const LOOKED_THROUGH = 1_000;
/** Other pages may have gone away in the middle of a pulse since the last look. */
const LOOK_EVERY_MS = 60_000;
/** Another page has just written something: it may be the beginning of a pulse. */
const LOOK_SOON_MS = 1_000;
/** What has to make room when the browser's storage is full. */
const ROOM = 500;

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
  /** By which other tabs see that this engine lives. Where absent, they wait for the time by which it would have ended a pulse. */
  readonly presence?: Presence;
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
  #lastRefused: { readonly entry: AuditEntry; readonly at: number; readonly inARow: number } | null = null;
  #store: Promise<AuditStore> | null = null;
  /** Null until it is needed, and its code has been fetched. */
  #interrupted: InterruptedPulses | null = null;
  #saving: Promise<void> | null = null;
  /** Counted from a full turn, so that the first entry of a run sees to what earlier runs left. */
  #sincePruned = PRUNE_EVERY;
  /** When it is to be asked again of pulses whether their pages have gone away, epoch ms. */
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
    // Where a turn of writing is under way already, that one does not look.
    this.#lookAt = now + LOOK_SOON_MS;
    void this.#save(true);
  }

  /** Another tab has written something: should it go away in the middle of a pulse, this one says so. */
  heard(): void {
    this.#lookAt = Math.min(this.#lookAt, this.#options.now() + LOOK_SOON_MS);
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
      const { id, pulse } = command;
      const entry = stored.find((one) => one.id === id);
      if (entry) this.#open.set(id, entry);
      else if (pulse?.part === 'release' && !this.#pressed.has(pulse.id)) {
        const press = stored.find((one) => one.id === pulse.id);
        // The engine before this one, or another tab, has entered its end.
        if (press && press.releaseBy === undefined) continue;
        if (press) this.#pressed.set(pulse.id, press);
      }
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
    const { now, deadlineMs, changed } = this.#options;
    const known = this.#open.get(command.id);
    let entry = known
      ? advanced(known, command, now())
      : begun(command, this.#whose(command), now(), deadlineMs);
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

  /** Whose order it is: a release is of who pressed, whoever is there by then. */
  #whose({ pulse }: Command): Pick<AuditEntry, 'subject' | 'role'> {
    const press = pulse?.part === 'release' ? this.#pressed.get(pulse.id) : undefined;
    return press ?? this.#options.person();
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
    const { enteredAt } = entry;
    const isAgain =
      before !== null && Math.abs(enteredAt - before.at) <= REPEAT_MS && isRepeat(entry, before.entry);
    const inARow = isAgain ? before.inARow + 1 : 1;
    const counted =
      isAgain && inARow > BEFORE_FLOOD + 1
        ? { ...before.entry, times: before.entry.times + 1, lastAt: enteredAt }
        : entry;
    this.#lastRefused = { entry: counted, at: enteredAt, inARow };
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
        await this.#write(store, await this.#owned(batch));
        for (const entry of batch) if (this.#unsaved.get(entry.id) === entry) this.#unsaved.delete(entry.id);
      }
      this.#problem = '';
      if (this.#pressed.size === 0) this.#options.presence?.leave();
      if (!prune && this.#sincePruned < PRUNE_EVERY) return;
      this.#sincePruned = 0;
      await this.#lookForInterrupted(store);
      await store.prune(this.#options.settings, this.#options.now());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** With whose they are, where others can see it before they see these. */
  async #owned(batch: readonly AuditEntry[]): Promise<readonly AuditEntry[]> {
    const { presence } = this.#options;
    const isPulse = (entry: AuditEntry) => entry.releaseBy !== undefined;
    if (!presence || !batch.some(isPulse) || !(await presence.show())) return batch;
    return batch.map((entry) => (isPulse(entry) ? { ...entry, owner: presence.name } : entry));
  }

  /** Says of pulses whose pages went away before they were ended that they may not have been. */
  async #lookForInterrupted(store: AuditStore): Promise<void> {
    const { now, changed, interrupted: tell } = this.#options;
    const time = now();
    this.#lookAt = time + LOOK_EVERY_MS;
    const presses = await store.unreleased();
    if (presses.length === 0) return;
    if (!this.#interrupted) {
      // Not waited for: writing must not depend on the network.
      void this.#fetchInterrupted();
      return;
    }
    const next = await this.#interrupted.look(store, presses, time, (entry) => {
      changed(entry);
      tell?.(entry);
    });
    this.#lookAt = Math.min(this.#lookAt, next);
  }

  async #fetchInterrupted(): Promise<void> {
    try {
      const { InterruptedPulses } = await import('./interrupted-pulses.ts');
      this.#interrupted ??= new InterruptedPulses(this.#options.presence);
      this.#lookAt = this.#options.now();
    } catch {
      // What cannot be fetched now may be at the next look.
    }
  }

  async #write(store: AuditStore, batch: readonly AuditEntry[]): Promise<void> {
    try {
      await store.put(batch);
    } catch (error) {
      // Where that made no room before, it is not the audit that fills the storage, and would only be gone.
      if (!isFull(error) || this.#problem !== '') throw error;
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
    // Opened anew the next time: storage that was deleted or closed comes back so.
    this.stop();
    this.#lookAt = this.#options.now() + LOOK_EVERY_MS;
    this.#problem = storageProblem(error);
  }

  #words(): string {
    if (this.#dropped === 0) return this.#problem;
    return `${this.#problem} ${this.#dropped} steps of earlier commands could not be kept.`.trim();
  }
}
