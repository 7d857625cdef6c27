import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../model/command.ts';
import { FakeLink } from './fake-link.ts';
import { Ledger } from './ledger.ts';

const DEADLINE = 5_000;
const ENDS = new Set(['confirmed', 'rejected', 'timed-out', 'refused']);

/** Anything that can happen around a ledger. */
type Happening =
  | { readonly kind: 'order'; readonly device: string; readonly value: boolean; readonly lateBy: number }
  | { readonly kind: 'report'; readonly device: string; readonly value: boolean | null }
  | { readonly kind: 'reject'; readonly device: string }
  | { readonly kind: 'close' }
  | { readonly kind: 'wait'; readonly ms: number; readonly timersSleep: boolean }
  | { readonly kind: 'link'; readonly refuses: boolean; readonly outcome: 'sent' | 'backlog' | 'not-open' }
  | { readonly kind: 'role'; readonly role: 'viewer' | 'technician' };

const device = fc.constantFrom('relay', 'fan');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      device,
      value: fc.boolean(),
      lateBy: fc.constantFrom(0, 0, 0, 2_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      device,
      value: fc.constantFrom(true, false, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const), device }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'close' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 400, 3_000, 6_000),
      timersSleep: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      refuses: fc.boolean(),
      outcome: fc.constantFrom('sent' as const, 'sent' as const, 'backlog' as const, 'not-open' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('role' as const),
      role: fc.constantFrom('viewer' as const, 'technician' as const),
    }),
  },
);

/** A world with a clock of its own, in which timers can oversleep. */
class World {
  now = 1_000_000;
  role: 'viewer' | 'technician' = 'technician';
  readonly link = new FakeLink();
  readonly lives = new Map<string, Command[]>();
  readonly reports: { device: string; value: boolean | null; at: number; order: number }[] = [];
  readonly ledger: Ledger;
  readonly #timers: { at: number; work: () => void; cancelled: boolean }[] = [];
  #ids = 0;
  #events = 0;
  readonly sentAtEvent = new Map<string, number>();

  constructor() {
    this.ledger = new Ledger({
      deadlineMs: DEADLINE,
      now: () => this.now,
      schedule: (ms, work) => {
        const timer = { at: this.now + ms, work, cancelled: false };
        this.#timers.push(timer);
        return () => {
          timer.cancelled = true;
        };
      },
      newId: () => String(++this.#ids),
      changed: (command) => {
        this.lives.set(command.id, [...(this.lives.get(command.id) ?? []), command]);
        if (command.state === 'sent') this.sentAtEvent.set(command.id, this.#events);
        if (command.state === 'sent') expect(this.role).toBe('technician');
      },
      noticed: () => {},
    });
    this.ledger.setPerson({ subject: '', name: '', role: this.role });
  }

  runTimers(): void {
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.cancelled || timer.at > this.now) continue;
      timer.cancelled = true;
      timer.work();
    }
  }

  happen(what: Happening): void {
    this.#events += 1;
    switch (what.kind) {
      case 'order':
        this.ledger.order(
          {
            connection: 'c',
            device: what.device,
            property: 'state',
            value: what.value,
            at: this.now - what.lateBy,
          },
          this.link,
        );
        break;
      case 'report':
        this.reports.push({ device: what.device, value: what.value, at: this.now, order: this.#events });
        this.ledger.reported('c', what.device, 'state', what.value);
        break;
      case 'reject':
        this.ledger.rejected({ connection: 'c', device: what.device, property: 'state' }, 'no');
        break;
      case 'close':
        this.ledger.linkClosed('c', () => true);
        break;
      case 'wait':
        this.now += what.ms;
        if (!what.timersSleep) this.runTimers();
        break;
      case 'link':
        this.link.refuses = what.refuses ? 'down' : null;
        this.link.outcome = what.outcome;
        break;
      case 'role':
        this.role = what.role;
        this.ledger.setPerson({ subject: '', name: '', role: what.role });
        break;
    }
    this.#checkOpen();
  }

  /** At most one open command a target, at every moment. */
  #checkOpen(): void {
    const open = new Map<string, number>();
    for (const life of this.lives.values()) {
      const last = life.at(-1);
      if (last && !ENDS.has(last.state)) open.set(last.device, (open.get(last.device) ?? 0) + 1);
    }
    for (const count of open.values()) expect(count).toBe(1);
  }
}

describe('the ledger, whatever happens in whatever order', () => {
  it('ends every command exactly once, sends each at most once, and confirms only what was reported in time', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = new World();
        for (const what of happenings) world.happen(what);
        world.now += 10 * DEADLINE;
        world.runTimers();

        let sent = 0;
        for (const life of world.lives.values()) {
          const states = life.map((one) => one.state);
          expect(states.filter((state) => ENDS.has(state))).toHaveLength(1);
          expect(ENDS.has(states.at(-1) ?? '')).toBe(true);
          expect(states.filter((state) => state === 'sent').length).toBeLessThanOrEqual(1);
          if (states.includes('sent')) sent += 1;
          const end = life.at(-1);
          if (end?.state === 'refused') expect(end.sentAt).toBeNull();
          if (end?.state === 'refused' || end?.state === 'rejected' || end?.state === 'timed-out')
            expect(end.reason).not.toBe('');
          if (end?.state !== 'confirmed') continue;
          const after = world.sentAtEvent.get(end.id) ?? Number.POSITIVE_INFINITY;
          const proof = world.reports.filter(
            (report) =>
              report.device === end.device &&
              report.value === end.value &&
              report.order > after &&
              report.at <= (end.sentAt ?? 0) + DEADLINE,
          );
          expect(proof.length).toBeGreaterThan(0);
        }
        expect(world.link.sent).toHaveLength(sent);
      }),
      { numRuns: 500 },
    );
  });
});
