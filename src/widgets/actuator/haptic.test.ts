import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../model/command.ts';
import { tick } from './haptic.ts';

afterEach(() => vi.unstubAllGlobals());

let nextId = 0;

function command(state: Command['state'], id = `${nextId++}`): Command {
  return {
    id,
    connection: 'bridge',
    device: 'relay/1',
    property: 'state',
    value: true,
    state,
    reason: '',
    by: '',
    orderedAt: 0,
    sentAt: null,
    endedAt: null,
    confirmedBy: null,
    reportedValue: null,
  };
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
    tick(command('confirmed'));
    expect(felt).toEqual([20]);
    for (const state of ['rejected', 'timed-out', 'refused'] as const) tick(command(state));
    expect(felt.slice(1)).toEqual([
      [60, 60, 60],
      [60, 60, 60],
      [60, 60, 60],
    ]);
  });

  it('comes once an order, however often its end is drawn, and not before the end', () => {
    const felt = device();
    tick(command('pending', 'one'));
    tick(command('sent', 'one'));
    expect(felt).toEqual([]);
    tick(command('confirmed', 'one'));
    tick(command('confirmed', 'one'));
    expect(felt).toEqual([20]);
  });

  it('is left out on a page that nobody has touched, and where a device has none', () => {
    const felt = device(false);
    tick(command('confirmed'));
    expect(felt).toEqual([]);
    vi.stubGlobal('navigator', {});
    expect(() => tick(command('confirmed'))).not.toThrow();
  });
});
