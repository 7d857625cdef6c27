import type { Command } from './command.ts';

/** A command as the ledger tells of it. */
export function command(part: Partial<Command> = {}): Command {
  return {
    id: 'command-1',
    connection: 'bridge',
    device: 'relay/i2c0-3b',
    property: 'state',
    value: true,
    by: 'Technician',
    state: 'pending',
    orderedAt: 1_000,
    sentAt: null,
    endedAt: null,
    reason: '',
    confirmedBy: null,
    reportedValue: false,
    ...part,
  };
}
