import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../model/command.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { FakeLink } from '../commands/fake-link.ts';
import { Ledger } from '../commands/ledger.ts';
import { NewsDesk } from '../news.ts';
import { SeriesStore } from '../series/store.ts';
import { Intake } from './intake.ts';

const LIMITS = { maxSeries: 10, maxDevices: 10, maxBytes: 1 << 24, maxSamplesPerSeries: 1_000 };
const SETTINGS: ConnectionSettings = {
  id: 'c',
  name: 'C',
  protocol: 'json',
  transport: 'sse',
  url: 'http://host',
  credentials: { kind: 'none' },
  staleAfterMs: 1_000,
  silenceLimitMs: 1_000,
  commandRole: 'technician',
  history: true,
  options: {},
};
/** Reports are on their way no longer than this. */
const LAG_MS = 900;
/** What a clock is believed at most, and how precisely whole seconds are read. */
const DOUBT_MS = LAG_MS + 1_200;

type Happening =
  | { readonly kind: 'wait'; readonly ms: number }
  /** The device speaks, and is heard after `lag`. */
  | { readonly kind: 'report'; readonly value: boolean; readonly lag: number }
  /** Something that it once said comes again. */
  | { readonly kind: 'replay'; readonly which: number }
  | { readonly kind: 'order'; readonly value: boolean };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 8_000 }) }),
  fc.record({
    kind: fc.constant('report' as const),
    value: fc.boolean(),
    lag: fc.integer({ min: 1, max: LAG_MS }),
  }),
  fc.record({ kind: fc.constant('replay' as const), which: fc.nat(99) }),
  fc.record({ kind: fc.constant('order' as const), value: fc.boolean() }),
);

/** A device whose clock is wrong, a stream that repeats itself, and orders by HTTP or on a link: all one here. */
class World {
  now = Date.UTC(2026, 0, 1, 12) + 1;
  readonly made: { readonly value: boolean; readonly at: number; readonly time: number }[] = [];
  readonly #link = new FakeLink();
  readonly #ledger: Ledger;
  readonly #intake: Intake;
  readonly #behind: number;
  readonly #step: number;
  #open: Command | undefined;
  #count = 0;

  constructor(behind: number, step: number) {
    this.#behind = behind;
    this.#step = step;
    this.#ledger = new Ledger({
      deadlineMs: 5_000,
      now: () => this.now,
      schedule: () => () => {},
      newId: () => String(++this.#count),
      changed: (command) => this.#changed(command),
      noticed: () => {},
    });
    this.#ledger.setPerson({ subject: '', name: '', role: 'technician' });
    const store = new SeriesStore(LIMITS);
    const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, () => {});
    this.#intake = new Intake(SETTINGS, LIMITS, store, news, {
      reported: (device, property, value, _time, latest) =>
        this.#ledger.reported('c', device, property, value, latest),
      rejected: () => {},
    });
  }

  happen(what: Happening): void {
    switch (what.kind) {
      case 'wait':
        this.now += what.ms;
        break;
      case 'report': {
        const time = Math.floor((this.now - this.#behind) / this.#step) * this.#step;
        this.made.push({ value: what.value, at: this.now, time });
        const asked = this.#open;
        this.now += what.lag;
        this.#hear(what.value, time);
        // What the device says in answer counts, however wrong its clock is.
        if (asked?.value === what.value && this.now < (asked.sentAt ?? 0) + 5_000)
          expect(this.#open).toBeUndefined();
        break;
      }
      case 'replay': {
        const again = this.made[what.which % Math.max(1, this.made.length)];
        if (again) this.#hear(again.value, again.time);
        break;
      }
      case 'order':
        this.#ledger.order(
          { connection: 'c', device: 'relay', property: 'state', value: what.value, at: this.now },
          this.#link,
        );
    }
  }

  #hear(value: boolean, time: number): void {
    this.#intake.lane.lastSignAt = this.now;
    this.#intake.state('relay', 'state', value, time);
  }

  #changed(command: Command): void {
    if (command.state === 'sent') this.#open = command;
    else if (command.state !== 'pending' && command.state !== 'refused') this.#open = undefined;
    if (command.state !== 'confirmed') return;
    const proof = this.made.some(
      ({ value, at }) => value === command.value && at >= (command.sentAt ?? 0) - DOUBT_MS,
    );
    expect(proof).toBe(true);
  }
}

it('an order is confirmed by what the device says in answer, and by nothing that it said before, however often that comes again', () => {
  const behind = fc.oneof(
    fc.integer({ min: -50_000, max: 55_000 }),
    // So little ahead that a time may look like that of its arrival.
    fc.integer({ min: -LAG_MS, max: -1 }),
    fc.constant(-1),
  );
  const step = fc.constantFrom(1, 100, 1_000);
  fc.assert(
    fc.property(behind, step, fc.array(happening, { maxLength: 50 }), (by, every, happenings) => {
      const world = new World(by, every);
      world.happen({ kind: 'report', value: false, lag: 1 });
      for (const what of happenings) world.happen(what);
    }),
    { numRuns: 1_000 },
  );
});

it('what comes again confirms no order either where it had seemed to bear the time of its arrival', () => {
  const world = new World(-1, 1);
  world.happen({ kind: 'report', value: false, lag: 1 });
  world.happen({ kind: 'wait', ms: 10_000 });
  world.happen({ kind: 'order', value: false });
  world.happen({ kind: 'replay', which: 0 });
});
