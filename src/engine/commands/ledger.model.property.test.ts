import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandState, Order, Role } from '../../model/command.ts';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';
import {
  DEVICES,
  type Happening,
  happenings,
  isSo,
  reachOf,
  type Target,
  TOUCHED,
  VALUES,
} from './ledger.happenings.fixture.ts';

const ENDS: ReadonlySet<CommandState> = new Set(['confirmed', 'rejected', 'timed-out', 'refused']);
/** Few, so that the limit is reached. */
const ORDERS_PER_SECOND = 2;

/** Runs what happens against a real ledger and checks, at every step, what may never be otherwise. */
class Trial {
  readonly #set = setUp({ ordersPerSecond: ORDERS_PER_SECOND });
  readonly #ids: string[] = [];
  readonly #requestOf = new Map<string, number>();
  readonly #answered = new Set<number>();
  #role: Role = 'technician';
  #admitted: number[] = [];

  constructor() {
    // As the connection does: a link that is torn down is closed for all its devices.
    const { ledger, link } = this.#set;
    link.onSuspect = () => ledger.linkClosed(link.id);
    link.domains.set('valve', { type: 'number', step: 1 });
    link.domains.set('dial', { type: 'number' });
    const plan = link.planned;
    link.planned = (request) => {
      const touches = TOUCHED[request.device]?.map((one) => ({ device: one, property: 'state' }));
      return { ...plan(request), ...(touches && { touches }) };
    };
  }

  async run(happenings: readonly Happening[]): Promise<void> {
    for (const one of happenings) {
      await this.#happen(one);
      this.#checkAlways();
    }
    this.#set.clock.advance(DEADLINE_MS);
    await settle();
    this.#checkAlways();
    for (const id of this.#ids) expect(ENDS.has(this.#now(id).state)).toBe(true);
    expect(this.#set.clock.waiting).toBe(0);
    // Nothing more may come of what is heard when all is over.
    const steps = this.#set.steps.length;
    for (const { resolve } of this.#set.link.requests) resolve(200);
    await settle();
    for (const one of DEVICES) for (const value of VALUES[one]) this.#set.report(one, value);
    this.#set.ledger.linkClosed(this.#set.link.id);
    this.#set.clock.advance(10 * DEADLINE_MS);
    expect(this.#set.steps).toHaveLength(steps);
  }

  async #happen(one: Happening): Promise<void> {
    const { clock, ledger, link } = this.#set;
    const before = new Map(this.#ids.map((id) => [id, this.#now(id)]));
    const sent = link.sent.length + link.requests.length;
    switch (one.kind) {
      case 'click':
        this.#click([one], one.age, (orders) => orders.map((order) => ledger.order(order, link)));
        break;
      case 'group':
        this.#click(one.targets, one.age, (orders) => ledger.orderGroup(orders, () => link));
        break;
      case 'report':
        this.#set.report(one.device, one.value);
        break;
      case 'no':
        ledger.rejected({ connection: link.id, device: one.device, property: 'state' }, 'no');
        break;
      case 'close':
        ledger.linkClosed(link.id);
        break;
      case 'reopen':
        ledger.linkClosed(link.id);
        link.signAt = clock.time;
        break;
      case 'sign':
        link.signAt = clock.time;
        break;
      case 'answer':
        await this.#answer(one);
        break;
      case 'advance':
        clock.advance(one.ms);
        break;
      case 'suspend':
        clock.suspend(one.ms);
        break;
      case 'role':
        this.#role = one.role;
        ledger.setPerson({ subject: one.role, name: one.role, role: one.role });
        break;
      case 'refuse':
        link.refuses = one.words;
        break;
      case 'outcome':
        link.outcome = one.outcome;
    }
    if (one.kind !== 'click' && one.kind !== 'group')
      expect(link.sent.length + link.requests.length).toBe(sent);
    for (const [id, was] of before) this.#checkStep(one, was, this.#now(id));
  }

  /**
   * Nothing leaves but by a click that is of this moment, by somebody who may, to a target that is free; and a group counts once against the
   * limit, by which all of it leaves or none.
   */
  #click(
    targets: readonly Target[],
    ago: number,
    give: (orders: readonly Order[]) => readonly string[],
  ): void {
    const { clock, link, orderOf, states } = this.#set;
    const taken = new Set(this.#open().flatMap((command) => reachOf(command.device)));
    this.#admitted = this.#admitted.filter((at) => clock.time - at < 1_000);
    const isWithin = this.#admitted.length < ORDERS_PER_SECOND;
    const mayLeave = Math.abs(ago) <= 1_000 && this.#role !== 'viewer' && link.refuses === null && isWithin;
    const isCounted = mayLeave && targets.some((one) => !taken.has(one.device));
    const leaving = targets.map((one) => {
      const reach = reachOf(one.device);
      if (!mayLeave || reach.some((key) => taken.has(key))) return null;
      const leaves = one.device.endsWith('http') || link.outcome === 'sent';
      if (leaves) for (const key of reach) taken.add(key);
      return leaves;
    });
    if (isCounted) this.#admitted.push(clock.time);
    let [frames, requests] = [link.sent.length, link.requests.length];
    const ids = give(targets.map((one) => orderOf(one.device, one.value, clock.time - ago)));
    expect(ids).toHaveLength(targets.length);
    for (const [index, id] of ids.entries()) {
      expect(this.#ids).not.toContain(id);
      this.#ids.push(id);
      const leaves = leaving[index];
      expect(states(id)).toEqual(
        leaves ? ['pending', 'sent'] : leaves === false ? ['pending', 'refused'] : ['refused'],
      );
      if (!leaves) continue;
      if (targets[index]?.device.endsWith('http')) this.#requestOf.set(id, requests++);
      else frames += 1;
    }
    expect([link.sent.length, link.requests.length]).toEqual([frames, requests]);
  }

  async #answer({ pick, status }: Extract<Happening, { kind: 'answer' }>): Promise<void> {
    const { requests } = this.#set.link;
    const index = requests.length === 0 ? 0 : pick % requests.length;
    if (this.#answered.has(index)) return;
    this.#answered.add(index);
    if (status === 'broke') requests[index]?.reject();
    else requests[index]?.resolve(status);
    await settle();
  }

  /** What a happening may do to a command, and what it must. */
  #checkStep(one: Happening, was: Command, is: Command): void {
    if (was.state !== 'sent') {
      expect(is).toBe(was);
      return;
    }
    const { time } = this.#set.clock;
    const isOver = time >= (was.sentAt ?? 0) + DEADLINE_MS;
    const isReporting = !was.device.startsWith('blind');
    if (
      one.kind === 'report' &&
      one.device === was.device &&
      isReporting &&
      isSo(one.device, was.value, one.value) &&
      !isOver
    )
      expect(is).toMatchObject({ state: 'confirmed', confirmedBy: 'report', reportedValue: one.value });
    if ((one.kind === 'close' || one.kind === 'reopen') && !was.device.endsWith('http'))
      expect(ENDS.has(is.state)).toBe(true);
    if (one.kind === 'advance' && isOver) expect(ENDS.has(is.state)).toBe(true);
    if (is.state === 'confirmed') {
      expect(isOver).toBe(false);
      if (is.confirmedBy === 'report') {
        expect(one).toMatchObject({ kind: 'report', device: was.device });
        expect(one.kind === 'report' && isSo(one.device, was.value, one.value)).toBe(true);
        expect(isReporting).toBe(true);
      } else {
        expect(one.kind === 'answer' && (one.status === 200 || one.status === 202)).toBe(true);
        expect(was.device).toBe('blind-http');
      }
    }
    if (is.state === 'timed-out') expect(isOver).toBe(true);
  }

  /** What holds at every moment. */
  #checkAlways(): void {
    const { link } = this.#set;
    const lives = new Map<string, CommandState[]>();
    for (const { id, state } of this.#set.steps) lives.set(id, [...(lives.get(id) ?? []), state]);
    const open = this.#open().flatMap((command) => reachOf(command.device));
    expect(new Set(open).size).toBe(open.length);
    for (const id of this.#ids) {
      expect(lives.get(id)?.join(' ')).toMatch(
        /^(refused|pending( refused| sent( confirmed| rejected| timed-out)?)?)$/,
      );
      const command = this.#now(id);
      expect(command.endedAt !== null).toBe(ENDS.has(command.state));
      expect(command.reason !== '').toBe(ENDS.has(command.state) && command.state !== 'confirmed');
      const request = this.#requestOf.get(id);
      if (request !== undefined) {
        expect(link.requests[request]?.deadline).toBe((command.sentAt ?? 0) + DEADLINE_MS);
        expect(link.requests[request]?.signal.aborted).toBe(ENDS.has(command.state));
      }
    }
  }

  #open(): Command[] {
    return this.#ids.map((id) => this.#now(id)).filter(({ state }) => !ENDS.has(state));
  }

  #now(id: string): Command {
    const command = this.#set.last(id);
    if (!command) throw new Error('nothing was ever told of this command');
    return command;
  }
}

describe('whatever happens around orders on links and by requests', () => {
  it('each leaves at most once and only by its click, ends once, and is confirmed by nothing but its proof in time', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        await new Trial().run(all);
      }),
      { numRuns: 200 },
    );
    // Room for a machine that is busy with other things; alone it takes a fraction of a second.
  }, 60_000);
});
