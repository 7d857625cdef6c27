import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../model/catalogue.ts';
import { command } from '../model/command.fixture.ts';
import type { Command } from '../model/command.ts';
import { actuatorKey } from '../model/identity.ts';
import { pulsesUnderWay } from './pulses.ts';
import { isTouched, isUntold } from './untold.ts';

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

  it('may not hold either after an order in other words that touches it', () => {
    const raw = { ...timedOut, property: 'set', touches: [actuatorKey(target)] };
    expect(untoldAfter(raw)).toBe(true);
    expect(isUntold({ ...target, property: 'other' }, [raw], off)).toBe(false);
    expect(isUntold(target, [raw], { ...off, at: 7_001 })).toBe(false);
  });

  it('holds again by an order in other words only where that was confirmed by its own report', () => {
    const other = actuatorKey({ ...target, property: 'other' });
    const next = (...touches: readonly string[]) =>
      command({
        id: '2',
        property: 'set',
        state: 'confirmed',
        confirmedBy: 'report',
        endedAt: 8_000,
        touches,
      });
    expect(untoldAfter(timedOut, next(actuatorKey(target), other))).toBe(false);
    expect(untoldAfter(timedOut, next(other, actuatorKey(target)))).toBe(true);
  });
});

it('A target is touched by an order in other words for as long as that is open', () => {
  const raw = command({ property: 'set', state: 'sent', touches: [actuatorKey(target)] });
  expect(isTouched(target, [raw])).toBe(true);
  expect(isTouched(target, [{ ...raw, state: 'timed-out', endedAt: 7_000 }])).toBe(false);
  expect(isTouched({ ...target, device: 'relay/other' }, [raw])).toBe(false);
});

it('A target is touched by a pulse in other words until that has ended, also between its two orders', () => {
  const press = command({
    property: 'set',
    state: 'confirmed',
    endedAt: 7_000,
    touches: [actuatorKey(target)],
    pulse: { id: '1', part: 'press' },
  });
  expect(isTouched(target, [press], pulsesUnderWay([press]))).toBe(true);
  // Its own control says so by itself.
  expect(isTouched(press, [press], pulsesUnderWay([press]))).toBe(false);
  const released: Command = { ...press, id: '2', pulse: { id: '1', part: 'release' } };
  expect(isTouched(target, [press, released], pulsesUnderWay([press, released]))).toBe(false);
});
