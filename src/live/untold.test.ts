import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../model/catalogue.ts';
import { command } from '../model/command.fixture.ts';
import type { Command } from '../model/command.ts';
import { isUntold } from './untold.ts';

const target = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };
const off: ReportedState = { ...target, value: false, at: 1_000, stale: false };
const timedOut = command({ state: 'timed-out', sentAt: 2_000, endedAt: 7_000 });

function untoldAfter(...commands: readonly Command[]): boolean {
  return isUntold(target, commands, off);
}

describe('what was reported before an order', () => {
  it('may not hold any more once nobody knows whether that was carried out', () => {
    expect(untoldAfter()).toBe(false);
    expect(untoldAfter(timedOut)).toBe(true);
    expect(untoldAfter(command({ state: 'rejected', outcome: 'unknown', endedAt: 7_000 }))).toBe(true);
    expect(untoldAfter(command({ state: 'confirmed', confirmedBy: 'acceptance', endedAt: 7_000 }))).toBe(
      true,
    );
  });

  it('holds where nothing was done, or of another target', () => {
    expect(untoldAfter(command({ state: 'refused', endedAt: 7_000 }))).toBe(false);
    expect(untoldAfter(command({ state: 'rejected', outcome: 'not-done', endedAt: 7_000 }))).toBe(false);
    expect(untoldAfter({ ...timedOut, device: 'relay/other' })).toBe(false);
  });

  it('does not hold again because a later order never left', () => {
    expect(untoldAfter(timedOut, command({ id: '2', state: 'refused', endedAt: 8_000 }))).toBe(true);
  });

  it('is over with the next report: of the device itself, or one that confirms a later order', () => {
    expect(isUntold(target, [timedOut], { ...off, at: 7_001 })).toBe(false);
    const next = command({ id: '2', state: 'confirmed', confirmedBy: 'report', endedAt: 6_900 });
    expect(untoldAfter(timedOut, next)).toBe(false);
  });

  it('is counted by this page’s clock, however far ahead the device’s is', () => {
    expect(isUntold(target, [timedOut], { ...off, at: 61_000, latest: 1_010 })).toBe(true);
  });
});
