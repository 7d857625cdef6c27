import { afterEach, describe, expect, it, vi } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import type { Command } from '../../model/command.ts';
import { tick } from './haptic.ts';

afterEach(() => vi.unstubAllGlobals());

let nextId = 0;

function ordered(state: Command['state'], id = `${nextId++}`, endedAt = Date.now()): Command {
  return command({ id, state, endedAt });
}

/** A device that notes how it was shaken. */
function device(hasBeenTouched = true): readonly unknown[] {
  const felt: unknown[] = [];
  vi.stubGlobal('navigator', {
    userActivation: { hasBeenActive: hasBeenTouched },
    vibrate: (pattern: unknown) => felt.push(pattern),
  });
  return felt;
}

describe('the tick under the finger', () => {
  it('is one when an order was confirmed and three when it was not', () => {
    const felt = device();
    tick(ordered('confirmed'));
    expect(felt).toEqual([20]);
    for (const state of ['rejected', 'timed-out', 'refused'] as const) tick(ordered(state));
    expect(felt.slice(1)).toEqual([
      [60, 60, 60],
      [60, 60, 60],
      [60, 60, 60],
    ]);
  });

  it('comes once an order, however often its end is drawn, and not before the end', () => {
    const felt = device();
    tick(ordered('pending', 'one'));
    tick(ordered('sent', 'one'));
    expect(felt).toEqual([]);
    tick(ordered('confirmed', 'one'));
    tick(ordered('confirmed', 'one'));
    expect(felt).toEqual([20]);
  });

  it('is not of what ended long before its control was drawn', () => {
    const felt = device();
    tick(ordered('confirmed', 'old', Date.now() - 60_000));
    expect(felt).toEqual([]);
  });

  it('is left out on a page that nobody has touched, and where a device has none', () => {
    const felt = device(false);
    tick(ordered('confirmed'));
    expect(felt).toEqual([]);
    vi.stubGlobal('navigator', {});
    expect(() => tick(ordered('confirmed'))).not.toThrow();
  });
});
