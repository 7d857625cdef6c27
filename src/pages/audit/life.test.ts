import { beforeAll, describe, expect, it } from 'vitest';
import { auditEntry } from '../../model/audit.fixture.ts';
import { later } from '../../ui/language.ts';
import { durationText, isAnyOpen, latencyOf, outcomeOf, partOf, reasonOf, valueText } from './life.ts';

beforeAll(later(async () => undefined));

const SENT = [
  { state: 'pending', at: 1_001 },
  { state: 'sent', at: 1_002 },
] as const;

describe('what became of a command', () => {
  it('is its end, whenever one asks', () => {
    const entry = auditEntry();
    expect([0, 1_020, 9e12, Number.POSITIVE_INFINITY].map((now) => outcomeOf(entry, now))).toEqual(
      Array(4).fill('confirmed'),
    );
  });

  it('is open until its deadline, and unknown from then on: its page heard no end', () => {
    const entry = auditEntry({ steps: SENT, confirmedBy: null });
    expect(outcomeOf(entry, 1_500)).toBe('sent');
    expect(outcomeOf(entry, entry.deadlineAt)).toBe('sent');
    expect(outcomeOf(entry, entry.deadlineAt + 10_000)).toBe('unknown');
    expect(isAnyOpen([entry], 1_500)).toBe(true);
    expect(isAnyOpen([entry], 60_000)).toBe(false);
  });

  it('is unknown where the clock says that it is yet to be given', () => {
    const entry = auditEntry({ steps: SENT, enteredAt: 9_000_000, deadlineAt: 9_005_000 });
    expect(outcomeOf(entry, 1_000)).toBe('unknown');
  });

  it('is no confirmation where the back end accepted it and nothing was reported', () => {
    const accepted = auditEntry({ confirmedBy: 'acceptance' });
    expect(outcomeOf(accepted, 9e12)).toBe('accepted');
    expect(latencyOf(accepted)).toBeNull();
    expect(isAnyOpen([accepted], 1_500)).toBe(false);
  });

  it('says honestly what is not known, and that nothing was sent again', () => {
    const sent = reasonOf(auditEntry({ steps: SENT }), 'unknown');
    expect(sent).toMatch(/closed before an end was heard.*may or may not have.*not sent again/);
    const pending = reasonOf(auditEntry({ steps: SENT.slice(0, 1) }), 'unknown');
    expect(pending).toMatch(/closed before it was known to have been sent.*not sent again/);
    expect(reasonOf(auditEntry({ reason: 'No role.' }), 'refused')).toBe('No role.');
  });
});

it('counts from the person’s act to the confirmation, and nothing else', () => {
  expect(latencyOf(auditEntry())).toBe(20);
  expect(latencyOf(auditEntry({ steps: SENT }))).toBeNull();
  expect(latencyOf(auditEntry({ steps: [...SENT, { state: 'timed-out', at: 6_001 }] }))).toBeNull();
  // The clock was set back meanwhile.
  expect(latencyOf(auditEntry({ orderedAt: 5_000 }))).toBeNull();
});

it('says values and durations for people', () => {
  expect([true, false, 21.5, '1-dot', null, { level: 3 }].map(valueText)).toEqual([
    'on',
    'off',
    '21.5',
    '1-dot',
    'null',
    '{"level":3}',
  ]);
  expect([0, 12.4, 999, 1_000, 2_449].map(durationText)).toEqual([
    '0 ms',
    '12 ms',
    '999 ms',
    '1.0 s',
    '2.4 s',
  ]);
});

it('says which pulse or group a command belongs to', () => {
  expect(partOf(auditEntry())).toBe('');
  expect(partOf(auditEntry({ group: 'g1' }))).toBe('group g1');
  expect(partOf(auditEntry({ pulse: { id: 'p1', part: 'release' } }))).toBe('pulse p1, its end');
});
