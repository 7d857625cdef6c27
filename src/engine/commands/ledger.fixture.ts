import type { Scalar } from '../../model/catalogue.ts';
import type { Command, Json } from '../../model/command.ts';
import type { CommandPlan, CommandRequest } from '../protocols/protocol.ts';
import { FakeLink } from './fake-link.ts';
import { Ledger } from './ledger.ts';
import type { LedgerOptions } from './ledger-options.ts';

/** A wall clock and timers that can be kept from running, as in a suspended page. */
class FakeClock {
  time = 1_000_000;
  readonly #timers = new Set<{ readonly due: number; readonly work: () => void }>();

  get waiting(): number {
    return this.#timers.size;
  }

  schedule(ms: number, work: () => void): () => void {
    const timer = { due: this.time + ms, work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Time passes and timers run when they are due. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.work();
    }
    this.time = end;
  }

  /** Time passes, timers do not run until the next `advance`. */
  suspend(ms: number): void {
    this.time += ms;
  }

  #next(until: number) {
    return [...this.#timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0];
  }
}

/** Devices named `…http` are commanded by requests, others on the link; those named `blind…` report nothing. */
function planByName({ device, property, value }: CommandRequest): CommandPlan {
  const confirmation = device.startsWith('blind')
    ? ({ by: 'acceptance' } as const)
    : ({ by: 'report', device, property, value } as const);
  if (!device.endsWith('http')) return { kind: 'frames', frames: [{ body: value }], confirmation };
  return {
    kind: 'http',
    method: 'POST',
    url: `http://localhost/${device}`,
    headers: {},
    body: JSON.stringify(value),
    renewOn401: false,
    confirmation,
  };
}

export const DEADLINE_MS = 5_000;

/** A ledger with a clock and a link under the test's control, and everything it tells. */
export function setUp(options: Partial<LedgerOptions> = {}) {
  const clock = new FakeClock();
  const link = new FakeLink();
  link.planned = planByName;
  const steps: Command[] = [];
  const notices: string[] = [];
  let count = 0;
  const ledger = new Ledger({
    deadlineMs: DEADLINE_MS,
    now: () => clock.time,
    schedule: (ms, work) => clock.schedule(ms, work),
    newId: () => `command-${++count}`,
    changed: (command) => steps.push(command),
    noticed: ({ text }) => notices.push(text),
    ...options,
  });
  ledger.setPerson({ subject: '1', name: 'Technician', role: 'technician' });

  const orderOf = (device: string, value: Json, at = clock.time) => ({
    connection: link.id,
    device,
    property: 'state',
    value,
    at,
  });

  return {
    clock,
    link,
    ledger,
    steps,
    notices,
    orderOf,
    order: (device = 'relay', value: Json = true) => ledger.order(orderOf(device, value), link),
    /** The device speaks: the link is alive, the catalogue knows, then the ledger hears. */
    report: (device: string, value: Scalar | null) => {
      link.signAt = clock.time;
      link.reports.set(device, value);
      ledger.reported(link.id, device, 'state', value);
    },
    /** The last that was told of a command. */
    last: (id: string) => steps.findLast((step) => step.id === id),
    states: (id: string) => steps.filter((step) => step.id === id).map(({ state }) => state),
  };
}

/** Lets answers of requests reach the ledger. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}
