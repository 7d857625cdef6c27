import type { AuditEntry } from './audit.ts';

/** The entry of a command that the device's report confirmed, 20 ms after it was given. */
export function auditEntry(part: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: 'command-1',
    connection: 'bridge',
    device: 'relay/i2c0-3b',
    property: 'state',
    enteredAt: 1_001,
    orderedAt: 1_000,
    by: 'Technician',
    subject: 'subject-1',
    role: 'technician',
    value: true,
    steps: [
      { state: 'pending', at: 1_001 },
      { state: 'sent', at: 1_002 },
      { state: 'confirmed', at: 1_020 },
    ],
    reason: '',
    confirmedBy: 'report',
    reportedValue: true,
    deadlineAt: 6_001,
    times: 1,
    ...part,
  };
}
