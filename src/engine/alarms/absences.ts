import type { SeriesRule } from '../../model/alarm.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { type CompiledRule, isNamed, namesDevice, subjectsOf } from './compile.ts';
import type { LinkState } from './links.ts';
import type { AlarmRecord } from './record.ts';
import type { WatchesHost } from './watches.ts';

/** What a rule for staleness names, and whether it is there. */
interface Absence {
  readonly record: AlarmRecord;
  readonly link: LinkState;
  readonly afterMs: number;
  readonly fits: CompiledRule['fits'];
  /** Since when it may be missed, epoch ms by our clock. */
  from: number;
  /** It is not missed any more, or a watch misses it. */
  isHeard: boolean;
  /** A watch has been put on its series, and looks at the link even when that is gone. */
  wasWatched: boolean;
}

type Host = Pick<WatchesHost, 'rules' | 'links' | 'clock' | 'find' | 'make' | 'staleAfterMs'>;

/**
 * Misses what rules for staleness name without `*` and nothing has been heard of, or words only: there is no series to put a watch on. Of a device whose
 * quantities are not named it is the device itself, as an alarm without a quantity, until anything is heard of it.
 */
export class Absences {
  readonly #host: Host;
  readonly #guard: (rule: SeriesRule, record: AlarmRecord) => void;
  readonly #rules: readonly CompiledRule[];
  readonly #absences = new Map<CompiledRule, Absence>();

  /** @param guard has an alarm set aside by its rule's condition of the plant */
  constructor(host: Host, guard: (rule: SeriesRule, record: AlarmRecord) => void) {
    this.#host = host;
    this.#guard = guard;
    this.#rules = host.rules.filter(namesDevice);
  }

  /** Connections come and go while the page is open. @param ids of all there are now */
  follow(ids: Iterable<string>): void {
    if (this.#absences.size === this.#rules.length) return;
    const there = new Set(ids);
    for (const one of this.#rules)
      if (there.has(one.rule.connection) && !this.#absences.has(one)) this.#expect(one);
  }

  /**
   * Something has been heard of, or is known from before. Of words there is no series: each counts until it has been silent for too long after it.
   * @param isWatched whether a watch is put on it, which sees to the alarm of its own
   */
  heard(ref: SeriesRef, isWatched: boolean): void {
    for (const absence of this.#absences.values()) {
      const { record, fits, isHeard } = absence;
      const { quantity } = record.subject.ref;
      const isWord = !isWatched && quantity !== '';
      if ((isHeard && !isWord) || !fits(ref) || (isHeard && this.#host.find(ref))) continue;
      const now = Date.now();
      absence.isHeard = !isWord;
      absence.from = now;
      absence.wasWatched = isWatched && quantity === ref.quantity;
      if (record.isActive && !absence.wasWatched) record.turned(false, now, Number.NaN);
    }
  }

  /** A connection has ended; what it brought has to come anew. @param now epoch ms */
  left(connection: string, now: number): void {
    for (const absence of this.#absences.values()) {
      if (absence.record.subject.ref.connection !== connection) continue;
      absence.from = now;
      absence.isHeard = false;
    }
  }

  /** A connection was removed, and its alarms with it. */
  forget(connection: string): void {
    for (const one of this.#absences.keys())
      if (one.rule.connection === connection) this.#absences.delete(one);
  }

  /** Our clock was set, or stood still: nobody is missed for that. @param now epoch ms */
  restart(now: number): void {
    for (const absence of this.#absences.values()) absence.from = now;
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    for (const { record, link, afterMs, from, isHeard, wasWatched } of this.#absences.values()) {
      if (isHeard) continue;
      const { rule } = record.subject;
      if (rule.kind === 'stale' && rule.suppressWhileDown && !wasWatched) {
        if (link.isOnline) record.linkIsBack(now);
        else record.linkBroke(now);
      }
      const since = Math.max(link.since, from);
      if (!link.isOnline || now - since <= afterMs) continue;
      if (record.isActive) record.bearOut();
      else record.turned(true, since + afterMs, Number.NaN);
    }
  }

  #expect(one: CompiledRule): void {
    const { rule, fits } = one;
    const { connection, device, quantity } = rule;
    const { links, clock, make, staleAfterMs } = this.#host;
    for (const subject of subjectsOf(rule, {
      connection,
      device,
      quantity: isNamed(quantity) ? quantity : '',
    })) {
      const record = make(subject);
      if (!record) return;
      this.#absences.set(one, {
        record,
        link: links.of(connection, clock.now),
        afterMs: (rule.kind === 'stale' ? rule.afterMs : null) ?? staleAfterMs(connection),
        fits,
        from: clock.now,
        isHeard: false,
        wasWatched: false,
      });
      this.#guard(rule, record);
    }
  }
}
