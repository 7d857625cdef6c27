import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, CommandState } from '../../model/command.ts';
import { lostCommands, lostOrder } from './lost-commands.ts';

const STATES: readonly CommandState[] = ['pending', 'sent', 'confirmed', 'rejected', 'timed-out', 'refused'];

function command(id: string, state: CommandState, part: Partial<Command> = {}): Command {
  return {
    id,
    connection: 'bridge',
    device: 'relay',
    property: 'state',
    value: true,
    by: 'Tereza',
    state,
    orderedAt: 1,
    sentAt: state === 'pending' || state === 'refused' ? null : 2,
    endedAt: null,
    reason: '',
    confirmedBy: null,
    reportedValue: false,
    ...part,
  };
}

function ids(): () => string {
  let next = 0;
  return () => `new-${next++}`;
}

describe('commands that an engine leaves open', () => {
  it('end as unknown, the others stay as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES)), (states) => {
        const all = states.map((state, n) => command(String(n), state));
        const open = all.filter(({ state }) => state === 'pending' || state === 'sent');
        const lost = lostCommands(all, 99, ids());
        expect(lost.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
        for (const one of lost) {
          expect(one).toMatchObject({ state: 'timed-out', endedAt: 99, confirmedBy: null });
          expect(one.reason).toMatch(/unknown/);
        }
      }),
    );
  });

  it('tell of a pulse that nobody has ended', () => {
    const press = command('p', 'confirmed', { pulse: { id: 'p', part: 'press' } });
    const [release, ...others] = lostCommands([press], 99, ids());
    expect(others).toEqual([]);
    expect(release).toMatchObject({ id: 'new-0', state: 'timed-out', pulse: { id: 'p', part: 'release' } });
    expect(release?.reason).toMatch(/^The pulse may not have ended/);
  });

  it('tell of a pulse whose press may have been carried out though it was rejected, not of one that was not', () => {
    const press = (outcome: 'unknown' | 'not-done') =>
      command('p', 'rejected', { outcome, pulse: { id: 'p', part: 'press' } });
    expect(lostCommands([press('unknown')], 99, ids())).toHaveLength(1);
    expect(lostCommands([press('not-done')], 99, ids())).toEqual([]);
  });

  it('tell of both halves where the press was open, too', () => {
    const press = command('p', 'sent', { pulse: { id: 'p', part: 'press' } });
    expect(lostCommands([press], 99, ids()).map(({ pulse }) => pulse?.part)).toEqual(['press', 'release']);
  });

  it('say nothing of pulses that are over, or never began', () => {
    const halves = (state: CommandState, release?: CommandState) => [
      command('p', state, { pulse: { id: 'p', part: 'press' } }),
      ...(release ? [command('r', release, { pulse: { id: 'p', part: 'release' } })] : []),
    ];
    expect(lostCommands(halves('confirmed', 'confirmed'), 99, ids())).toEqual([]);
    expect(lostCommands(halves('confirmed', 'refused'), 99, ids())).toEqual([]);
    expect(lostCommands(halves('refused'), 99, ids())).toEqual([]);
    expect(lostCommands(halves('confirmed', 'sent'), 99, ids())).toMatchObject([
      { id: 'r', state: 'timed-out' },
    ]);
  });

  it('are told of where the engine was given an order and never answered', () => {
    const target = { connection: 'bridge', device: 'relay', property: 'state' };
    const order = { ...target, value: true, at: 7 };
    expect(lostOrder(order, 'Tereza', 99, ids())).toMatchObject([
      { ...target, id: 'new-0', state: 'timed-out', orderedAt: 7, by: 'Tereza', sentAt: null },
    ]);
    const pulse = lostOrder({ ...order, pulse: { ms: 100, release: false } }, '', 99, ids());
    expect(pulse.map((one) => one.pulse)).toEqual([
      { id: 'new-0', part: 'press', order: { ms: 100, release: false } },
      { id: 'new-0', part: 'release' },
    ]);
  });
});
