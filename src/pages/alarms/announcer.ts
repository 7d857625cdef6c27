import { type Alarm, awaitsAcknowledgement } from '../../model/alarm.ts';
import { worstFirst } from './list.ts';

/** What is new: one announcement, however many alarms it is about. */
export interface Announcement {
  readonly worst: Alarm;
  readonly count: number;
}

/** Alarms of one event come within about so long of each other. */
const GATHER_MS = 700;
/** From one announcement to the next at least. */
const PAUSE_MS = 5_000;

/** Tells once of what is new among alarms: a flood is one announcement, and what was there when the page was loaded is none. */
export class Announcer {
  readonly #announce: (announcement: Announcement) => void;
  /** Occurrences that have been told of, by alarm. */
  readonly #told = new Map<string, number>();
  #waiting = new Map<string, Alarm>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** By a clock that nobody sets. */
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(announce: (announcement: Announcement) => void) {
    this.#announce = announce;
  }

  /** @param alarms all that are not normal */
  hear(alarms: ReadonlyMap<string, Alarm>): void {
    for (const id of this.#told.keys()) if (!alarms.has(id)) this.#told.delete(id);
    for (const [id, alarm] of alarms) {
      // An engine that was started again counts from nothing; what it only recalls has occurred no time.
      if (alarm.occurrences < (this.#told.get(id) ?? 0)) this.#told.delete(id);
      const isOpen = awaitsAcknowledgement(alarm.state);
      const isNew = isOpen && alarm.occurrences > (this.#told.get(id) ?? 0);
      if (isNew) this.#waiting.set(id, alarm);
      else if (!isOpen) this.#waiting.delete(id);
      // What is set aside is told of when it comes back, if it was raised meanwhile.
      if (isNew || alarm.state === 'acknowledged') this.#told.set(id, alarm.occurrences);
    }
    if (this.#waiting.size === 0 || this.#timer !== undefined) return;
    const wait = Math.max(GATHER_MS, this.#lastAt + PAUSE_MS - performance.now());
    this.#timer = setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    this.#timer = undefined;
    const [worst] = [...this.#waiting.values()].sort(worstFirst);
    const count = this.#waiting.size;
    this.#waiting = new Map();
    // Acknowledged or set aside before anybody was told.
    if (!worst) return;
    this.#lastAt = performance.now();
    this.#announce({ worst, count });
  }
}
