import type { AuditEntry } from '../../model/audit.ts';
import { command } from '../../model/command.fixture.ts';
import type { Command, Person } from '../../model/command.ts';
import { Audit, type AuditOptions } from './audit.ts';

/** Who orders, unless a test says otherwise. */
export const PERSON: Person = { subject: 'subject-1', name: 'Technician', role: 'technician' };

let databases = 0;

/** The name of a database that nobody has. */
export function newDatabase(): string {
  databases += 1;
  return `audit-${databases}`;
}

/** The audit of one page: pages that share a database are tabs of one browser. */
export function setUp(options: Partial<AuditOptions> = {}, database = newDatabase()) {
  const told: AuditEntry[] = [];
  const clock = { time: 1_001 };
  const audit = new Audit({
    settings: { database, entries: 10_000, days: 90 },
    deadlineMs: 5_000,
    now: () => clock.time,
    person: () => PERSON,
    changed: (entry) => told.push(entry),
    ...options,
  });
  const entries = async () => (await audit.read(null, 1_000)).entries;
  return { audit, told, clock, database, entries };
}

/** The life of a command that the device's report confirmed. */
export function confirm(audit: Audit, id = 'command-1'): void {
  audit.record(command({ id }));
  audit.record(command({ id, state: 'sent', sentAt: 1_002 }));
  const end = { sentAt: 1_002, endedAt: 1_020, confirmedBy: 'report', reportedValue: true } as const;
  audit.record(command({ id, state: 'confirmed', ...end }));
}

/** A page that presses and is never heard of again. */
export function pressAndDie(
  part: Partial<Command> = {},
  options: Partial<AuditOptions> = {},
): ReturnType<typeof setUp> {
  const page = setUp(options);
  const pulse = { id: 'p', part: 'press', order: { ms: 4_000, release: false } } as const;
  page.audit.record(command({ pulse }));
  page.audit.record(command({ pulse, state: 'sent', sentAt: 1_002, ...part }));
  return page;
}
