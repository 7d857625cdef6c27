import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandState, Order, Role } from '../../model/command.ts';
import type { SendOutcome } from '../transports/transport.ts';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';

const DEVICES = ['relay', 'blind', 'http', 'blind-http'] as const;
const ENDS: ReadonlySet<CommandState> = new Set(['confirmed', 'rejected', 'timed-out', 'refused']);
type Device = (typeof DEVICES)[number];
/** Few, so that the limit is reached. */
const ORDERS_PER_SECOND = 2;

/** What people, devices, links, back ends and clocks can do to the ledger. */
type Happening =
  | { readonly kind: 'click'; readonly device: Device; readonly value: boolean; readonly age: number }
  | {
      readonly kind: 'group';
      readonly devices: readonly Device[];
      readonly value: boolean;
      readonly age: number;
    }
  | { readonly kind: 'report'; readonly device: Device; readonly value: boolean | null }
  | { readonly kind: 'no'; readonly device: Device }
  | { readonly kind: 'close' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'answer'; readonly pick: number; readonly status: number | 'broke' }
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'suspend'; readonly ms: number }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'refuse'; readonly words: string | null }
  | { readonly kind: 'outcome'; readonly outcome: SendOutcome };

const device = fc.constantFrom(...DEVICES);
const ms = fc.constantFrom(0, 1, 400, 1_000, 4_999, 5_000, 5_001, 60_000);
const kind = <K extends Happening['kind']>(name: K) => fc.constant(name);
const age = fc.constantFrom(0, 0, 0, 0, 999, 1_001, 60_000, -2_000);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('click'),
      device,
      value: fc.boolean(),
      age,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('group'),
      devices: fc.array(device, { minLength: 1, maxLength: 5 }),
      value: fc.boolean(),
      age,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: kind('report'), device, value: fc.constantFrom(true, false, null) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind('answer'),
      pick: fc.nat(100),
      status: fc.constantFrom(200, 202, 202, 401, 403, 406, 413, 500, 'broke' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('advance'), ms }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('suspend'), ms }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('no'), device }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('close') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('reopen') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('sign') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('role'),
      role: fc.constantFrom<Role>('viewer', 'technician', 'admin'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('refuse'), words: fc.constantFrom(null, null, 'The link is silent.') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('outcome'),
      outcome: fc.constantFrom<SendOutcome>('sent', 'sent', 'backlog', 'not-open', 'unsupported'),
    }),
  },
);

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
    this.#set.link.onSuspect = () => this.#set.ledger.linkClosed(this.#set.link.id);
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
    for (const one of DEVICES) {
      this.#set.report(one, true);
      this.#set.report(one, false);
    }
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
        this.#click([one.device], one, (orders) => orders.map((order) => ledger.order(order, link)));
        break;
      case 'group':
        this.#click(one.devices, one, (orders) => ledger.orderGroup(orders, () => link));
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
    devices: readonly Device[],
    { value, age: ago }: Extract<Happening, { kind: 'click' | 'group' }>,
    give: (orders: readonly Order[]) => readonly string[],
  ): void {
    const { clock, link, orderOf, states } = this.#set;
    const taken = new Set(this.#open().map((command) => command.device));
    this.#admitted = this.#admitted.filter((at) => clock.time - at < 1_000);
    const isWithin = this.#admitted.length < ORDERS_PER_SECOND;
    const mayLeave = Math.abs(ago) <= 1_000 && this.#role !== 'viewer' && link.refuses === null && isWithin;
    const isCounted = mayLeave && devices.some((target) => !taken.has(target));
    const leaving = devices.map((target) => {
      if (!mayLeave || taken.has(target)) return null;
      const leaves = target.endsWith('http') || link.outcome === 'sent';
      if (leaves) taken.add(target);
      return leaves;
    });
    if (isCounted) this.#admitted.push(clock.time);
    let [frames, requests] = [link.sent.length, link.requests.length];
    const ids = give(devices.map((target) => orderOf(target, value, clock.time - ago)));
    expect(ids).toHaveLength(devices.length);
    for (const [index, id] of ids.entries()) {
      expect(this.#ids).not.toContain(id);
      this.#ids.push(id);
      const leaves = leaving[index];
      expect(states(id)).toEqual(
        leaves ? ['pending', 'sent'] : leaves === false ? ['pending', 'refused'] : ['refused'],
      );
      if (!leaves) continue;
      if (devices[index]?.endsWith('http')) this.#requestOf.set(id, requests++);
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
      one.value === was.value &&
      !isOver
    )
      expect(is).toMatchObject({ state: 'confirmed', confirmedBy: 'report', reportedValue: one.value });
    if ((one.kind === 'close' || one.kind === 'reopen') && !was.device.endsWith('http'))
      expect(ENDS.has(is.state)).toBe(true);
    if (one.kind === 'advance' && isOver) expect(ENDS.has(is.state)).toBe(true);
    if (is.state === 'confirmed') {
      expect(isOver).toBe(false);
      if (is.confirmedBy === 'report') {
        expect(one).toMatchObject({ kind: 'report', device: was.device, value: was.value });
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
    const open = this.#open().map((command) => command.device);
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
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
        await new Trial().run(happenings);
      }),
      { numRuns: 200 },
    );
    // Room for a machine that is busy with other things; alone it takes a fraction of a second.
  }, 60_000);
});
