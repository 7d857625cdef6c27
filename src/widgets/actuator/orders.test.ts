import { describe, expect, it } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import type { Command } from '../../model/command.ts';
import { isOpen } from './orders.ts';

function ordered(id: string, orderedAt: number): Command {
  return command({ id, state: 'sent', orderedAt });
}

const asked = (id: string | null) => ({ ordering: { value: true, at: 1000, id } });

describe('an order on its way to the engine', () => {
  it('is open until the engine has answered, whatever commands there were before', () => {
    expect(isOpen(asked(null), undefined)).toBe(true);
    expect(isOpen(asked(null), ordered('old', 500))).toBe(true);
  });

  it('stays open after the answer until its command is told, so that no second click slips between', () => {
    expect(isOpen(asked('new'), undefined)).toBe(true);
    expect(isOpen(asked('new'), ordered('old', 500))).toBe(true);
  });

  it('is over once its command, or a later one, is known', () => {
    expect(isOpen(asked('new'), ordered('new', 1001))).toBe(false);
    expect(isOpen(asked('new'), ordered('newer', 1500))).toBe(false);
  });

  it('is not there before anybody asked', () => expect(isOpen({ ordering: null }, undefined)).toBe(false));
});
