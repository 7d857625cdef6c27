import { describe, expect, it } from 'vitest';
import type { Command } from '../../model/command.ts';
import { isOpen } from './orders.ts';

function command(id: string, orderedAt: number): Command {
  return {
    connection: 'bridge',
    device: 'relay/i2c0-3b',
    property: 'state',
    id,
    value: true,
    by: '',
    state: 'sent',
    orderedAt,
    sentAt: null,
    endedAt: null,
    reason: '',
    confirmedBy: null,
    reportedValue: null,
  };
}

const asked = (id: string | null) => ({ ordering: { value: true, at: 1000, id } });

describe('an order on its way to the engine', () => {
  it('is open until the engine has answered, whatever commands there were before', () => {
    expect(isOpen(asked(null), undefined)).toBe(true);
    expect(isOpen(asked(null), command('old', 500))).toBe(true);
  });

  it('stays open after the answer until its command is told, so that no second click slips between', () => {
    expect(isOpen(asked('new'), undefined)).toBe(true);
    expect(isOpen(asked('new'), command('old', 500))).toBe(true);
  });

  it('is over once its command, or a later one, is known', () => {
    expect(isOpen(asked('new'), command('new', 1001))).toBe(false);
    expect(isOpen(asked('new'), command('newer', 1500))).toBe(false);
  });

  it('is not there before anybody asked', () => expect(isOpen({ ordering: null }, undefined)).toBe(false));
});
