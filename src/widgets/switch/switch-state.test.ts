import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../../model/catalogue.ts';
import type { Command, CommandState } from '../../model/command.ts';
import type { ConnectionStatus } from '../../model/connection.ts';
import type { ControlFacts } from '../actuator/control-state.ts';
import { switchState } from './switch-state.ts';

const target = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };

function reported(value: ReportedState['value'], more: Partial<ReportedState> = {}): ReportedState {
  return { ...target, value, at: 1000, stale: false, ...more };
}

function command(state: CommandState, value: boolean, more: Partial<Command> = {}): Command {
  const ended = state !== 'pending' && state !== 'sent';
  return {
    ...target,
    id: 'one',
    value,
    by: 'technician',
    state,
    orderedAt: 2000,
    sentAt: 2001,
    endedAt: ended ? 2500 : null,
    reason: '',
    confirmedBy: state === 'confirmed' ? 'report' : null,
    reportedValue: null,
    ...more,
  };
}

function facts(more: Partial<ControlFacts> = {}): ControlFacts {
  return {
    reported: undefined,
    command: undefined,
    ordering: null,
    orderFailure: '',
    dismissed: null,
    forbidden: '',
    connection: { name: 'Bridge', status: 'online' },
    ...more,
  };
}

describe('switchState', () => {
  it.each([
    ['says unknown before any report', facts(), 'unknown', 'unknown'],
    [
      'says unknown when the module is not answering',
      facts({ reported: reported(null) }),
      'unknown',
      'unknown',
    ],
    ['says unknown when the report is a word', facts({ reported: reported('on') }), 'unknown', 'unknown'],
    ['shows what was reported', facts({ reported: reported(true) }), 'on', 'on'],
    ['shows off only when off was reported', facts({ reported: reported(false) }), 'off', 'off'],
    [
      'stays on the reported side while an order is on its way to the engine',
      facts({ reported: reported(false), ordering: { value: true } }),
      'pending',
      'off',
    ],
    [
      'stays on the reported side while a command is open',
      facts({ reported: reported(false), command: command('sent', true) }),
      'pending',
      'off',
    ],
    [
      'follows the report once confirmed',
      facts({ reported: reported(true), command: command('confirmed', true) }),
      'on',
      'on',
    ],
    [
      'shows what was reported, not what was confirmed, when somebody switched back',
      facts({ reported: reported(false, { at: 9000 }), command: command('confirmed', true) }),
      'off',
      'off',
    ],
    [
      'goes back to the reported side when it failed',
      facts({ reported: reported(false), command: command('timed-out', true) }),
      'failed',
      'off',
    ],
    [
      'tells a rejected order as failed',
      facts({ reported: reported(false), command: command('rejected', true) }),
      'failed',
      'off',
    ],
    [
      'tells a refused order apart, since it never left the page',
      facts({ reported: reported(true), command: command('refused', false) }),
      'refused',
      'on',
    ],
    [
      'forgets a failure once it is dismissed',
      facts({ reported: reported(false), command: command('timed-out', true), dismissed: 'one' }),
      'off',
      'off',
    ],
    [
      'does not take an older dismissal for a newer failure',
      facts({ reported: reported(false), command: command('rejected', true), dismissed: 'zero' }),
      'failed',
      'off',
    ],
    [
      'is refused when the engine could not be reached',
      facts({ reported: reported(false), orderFailure: 'The engine is not running.' }),
      'refused',
      'off',
    ],
  ] as const)('%s', (_words, given, phase, side) => {
    expect(switchState(given)).toMatchObject({ phase, side });
  });

  it('gives the ledger’s reason for a failure, or words of its own', () => {
    const rejected = command('rejected', true, { reason: 'HTTP 406: unknown device.' });
    expect(switchState(facts({ command: rejected })).reason).toBe('HTTP 406: unknown device.');
    expect(switchState(facts({ command: command('timed-out', true) })).reason).toMatch(
      /No report came in time/,
    );
  });

  it('adds that the device did it after all when the report comes late', () => {
    const late = facts({ reported: reported(true, { at: 2600 }), command: command('timed-out', true) });
    expect(switchState(late)).toMatchObject({ phase: 'failed', side: 'on' });
    expect(switchState(late).reason).toMatch(/has reported the ordered value since/);
  });

  it.each([
    ['no role', facts({ forbidden: 'Needs the role technician.' }), /role technician/],
    ['no such connection', facts({ connection: undefined }), /not configured/],
    [
      'link down',
      facts({ connection: { name: 'Bridge', status: 'reconnecting' } }),
      /Bridge is reconnecting/,
    ],
    ['an open command', facts({ command: command('pending', true) }), /Waiting/],
  ])('is locked with words for %s', (_why, given, words) => {
    expect(switchState(given).locked).toMatch(words);
  });

  it('never shows a side that was not reported, and is locked whenever an order is open', () => {
    const anyReported = fc.option(
      fc.record({
        value: fc.constantFrom(true, false, null, 'on', 1),
        stale: fc.boolean(),
        at: fc.integer({ min: 0, max: 9999 }),
      }),
      { nil: undefined },
    );
    const states: CommandState[] = ['pending', 'sent', 'confirmed', 'rejected', 'timed-out', 'refused'];
    const anyCommand = fc.option(fc.tuple(fc.constantFrom(...states), fc.boolean()), { nil: undefined });
    const statuses: ConnectionStatus[] = [
      'connecting',
      'online',
      'reconnecting',
      'renewing',
      'denied',
      'offline',
    ];
    fc.assert(
      fc.property(
        anyReported,
        anyCommand,
        fc.option(fc.boolean()),
        fc.constantFrom('', 'No engine.'),
        fc.constantFrom(null, 'one'),
        fc.constantFrom(...statuses),
        (report, last, ordering, orderFailure, dismissed, status) => {
          const state = switchState(
            facts({
              reported: report ? reported(report.value, report) : undefined,
              command: last ? command(last[0], last[1]) : undefined,
              ordering: ordering === null ? null : { value: ordering },
              orderFailure,
              dismissed,
              connection: { name: 'Bridge', status },
            }),
          );
          const said = report?.value === true ? 'on' : report?.value === false ? 'off' : 'unknown';
          expect(state.side).toBe(said);
          if (state.phase === 'on' || state.phase === 'off') expect(state.phase).toBe(said);
          if (state.phase === 'pending') expect(state.locked).not.toBe('');
          if (status !== 'online') expect(state.locked).not.toBe('');
          if (state.phase === 'failed' || state.phase === 'refused') expect(state.reason).not.toBe('');
        },
      ),
    );
  });
});
