import type { AlarmAction, AlarmDeed, AlarmOutcome } from '../../model/alarm.ts';
import type { Person, Role } from '../../model/command.ts';
import { lackingRole, RANK } from '../../model/rank.ts';
import { EarlyDeeds } from './early-deeds.ts';
import type { AlarmRecord } from './record.ts';

/** Shelving for longer would be switching the rule off, which is the configuration's business. */
const MAX_SHELVED_MS = 24 * 3_600_000;
const BEGUN_ANEW = 'It has begun anew since it was shown. Look at it, then acknowledge it.';

/** Who does things about alarms on this page. */
export interface DeedHost {
  person(): Person;
  /** The person's sign-in has run out. */
  hasEnded(): boolean;
  /** Why nobody does anything to alarms on this page, in words; '' where they may. */
  withheld(): string;
}

/** What people do about alarms, on this page and in other tabs. */
export class Deeds {
  /** Who may do anything. */
  readonly #role: Role;
  readonly #host: DeedHost;
  readonly #records: ReadonlyMap<string, AlarmRecord>;
  readonly #channel: BroadcastChannel;
  readonly #early = new EarlyDeeds();
  /** What happens is what a person does in this very tab. */
  isActing = false;

  /**
   * @param records the alarms by their ids
   * @param channel to the other tabs
   */
  constructor(
    role: Role,
    host: DeedHost,
    records: ReadonlyMap<string, AlarmRecord>,
    channel: BroadcastChannel,
  ) {
    this.#role = role;
    this.#host = host;
    this.#records = records;
    this.#channel = channel;
  }

  /** What a person wants done, now. */
  act(action: AlarmAction): AlarmOutcome {
    const person = this.#host.person();
    const role = this.#role;
    const withheld = this.#host.withheld();
    if (withheld !== '') return refused(withheld);
    if (this.#host.hasEnded()) return refused('The session has ended. Sign in again, then try once more.');
    if (RANK[person.role] < RANK[role]) return refused(lackingRole(role, person.role));
    const seen = action.kind === 'acknowledge' ? action.raised : undefined;
    const raised = action.alarms.map((id, at) => seen?.[at] ?? this.#records.get(id)?.raisedAt ?? null);
    const deed = { action, person, at: Date.now(), raised };
    this.isActing = true;
    let done = 0;
    for (const [at, id] of action.alarms.entries()) done += Number(this.#apply(id, deed, raised[at]));
    this.isActing = false;
    if (done > 0) this.#channel.postMessage(deed);
    else if (seen && action.alarms.some((id, at) => this.#records.get(id)?.hasBegunAnew(seen[at])))
      return refused(BEGUN_ANEW);
    return { done, refusal: '' };
  }

  /** Another tab's person has done something. */
  hear(deed: AlarmDeed): void {
    for (const [index, id] of deed.action.alarms.entries()) {
      const raisedAt = deed.raised?.[index] ?? null;
      this.#apply(id, deed, raisedAt);
      if (raisedAt !== null) this.#early.keep(id, deed, raisedAt, this.#records.get(id)?.raisedAt ?? null);
    }
  }

  /** An alarm has been raised: somebody in another tab may have seen it, and done something, before. @param at epoch ms */
  raised(record: AlarmRecord, at: number): void {
    const early = this.#early.take(record.id, record.raisedAt ?? at);
    if (early) this.#apply(record.id, early, record.raisedAt);
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    this.#early.tick(now);
  }

  /** @param raisedAt when the alarm had been raised that the person saw, epoch ms @returns whether it changed the alarm */
  #apply(id: string, { action, person, at }: AlarmDeed, raisedAt: number | null | undefined): boolean {
    const record = this.#records.get(id);
    if (!record) return false;
    if (action.kind === 'acknowledge')
      return !record.hasBegunAnew(raisedAt) && record.acknowledge(person, at);
    if (action.kind === 'unshelve') return record.unshelve(person, at);
    return action.forMs > 0 && record.shelve(person, at, at + Math.min(MAX_SHELVED_MS, action.forMs));
  }
}

function refused(refusal: string): AlarmOutcome {
  return { done: 0, refusal };
}
