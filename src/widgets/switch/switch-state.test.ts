import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedState } from '../../model/catalogue.ts';
import { command } from '../../model/command.fixture.ts';
import type { Command, CommandState } from '../../model/command.ts';
import type { ConnectionStatus } from '../../model/connection.ts';
import { controlFacts } from '../actuator/control-facts.fixture.ts';
import { switchState } from './switch-state.ts';

const target = { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' };

function reported(value: ReportedState['value'], more: Partial<ReportedState> = {}): ReportedState {
  return { ...target, value, at: 1000, stale: false, ...more };
}

function ordered(state: CommandState, value: boolean, more: Partial<Command> = {}): Command {
  const hasEnded = state !== 'pending' && state !== 'sent';
  return command({
    ...target,
    id: 'one',
    value,
    state,
    orderedAt: 2000,
    sentAt: 2001,
    endedAt: hasEnded ? 2500 : null,
    confirmedBy: state === 'confirmed' ? 'report' : null,
    ...more,
  });
}

describe('switchState', () => {
  it.each([
    ['says unknown before any report', controlFacts(), 'unknown', 'unknown'],
    [
      'says unknown when the module is not answering',
      controlFacts({ reported: reported(null) }),
      'unknown',
      'unknown',
    ],
    [
      'says unknown when the report is a word',
      controlFacts({ reported: reported('on') }),
      'unknown',
      'unknown',
    ],
    ['shows what was reported', controlFacts({ reported: reported(true) }), 'on', 'on'],
    ['shows off only when off was reported', controlFacts({ reported: reported(false) }), 'off', 'off'],
    [
      'stays on the reported side while an order is on its way to the engine',
      controlFacts({ reported: reported(false), ordering: { value: true } }),
      'pending',
      'off',
    ],
    [
      'stays on the reported side while a command is open',
      controlFacts({ reported: reported(false), command: ordered('sent', true) }),
      'pending',
      'off',
    ],
    [
      'follows the report once confirmed',
      controlFacts({ reported: reported(true), command: ordered('confirmed', true) }),
      'on',
      'on',
    ],
    [
      'shows what was reported, not what was confirmed, when somebody switched back',
      controlFacts({ reported: reported(false, { at: 9000 }), command: ordered('confirmed', true) }),
      'off',
      'off',
    ],
    [
      'goes back to the reported side when it failed',
      controlFacts({ reported: reported(false), command: ordered('timed-out', true) }),
      'failed',
      'off',
    ],
    [
      'tells a rejected order as failed',
      controlFacts({ reported: reported(false), command: ordered('rejected', true) }),
      'failed',
      'off',
    ],
    [
      'tells a refused order apart, since it never left the page',
      controlFacts({ reported: reported(true), command: ordered('refused', false) }),
      'refused',
      'on',
    ],
    [
      'forgets a failure once it is dismissed',
      controlFacts({ reported: reported(false), command: ordered('timed-out', true), dismissed: 'one' }),
      'off',
      'off',
    ],
    [
      'does not take an older dismissal for a newer failure',
      controlFacts({ reported: reported(false), command: ordered('rejected', true), dismissed: 'zero' }),
      'failed',
      'off',
    ],
    [
      'is refused when the engine could not be reached',
      controlFacts({ reported: reported(false), orderFailure: 'The engine is not running.' }),
      'refused',
      'off',
    ],
  ] as const)('%s', (_words, given, phase, side) => {
    expect(switchState(given)).toMatchObject({ phase, side });
  });

  it('gives the ledger’s reason for a failure, or words of its own', () => {
    const rejected = ordered('rejected', true, { reason: 'HTTP 406: unknown device.' });
    expect(switchState(controlFacts({ command: rejected })).reason).toBe('HTTP 406: unknown device.');
    expect(switchState(controlFacts({ command: ordered('timed-out', true) })).reason).toMatch(
      /No report came in time/,
    );
  });

  it('adds that the device did it after all when the report comes late', () => {
    const late = controlFacts({
      reported: reported(true, { at: 2600 }),
      command: ordered('timed-out', true),
    });
    expect(switchState(late)).toMatchObject({ phase: 'failed', side: 'on' });
    expect(switchState(late).reason).toMatch(/has reported the ordered value since/);
  });

  it.each([
    ['no role', controlFacts({ forbidden: 'Needs the role technician.' }), /role technician/],
    ['no such connection', controlFacts({ connection: undefined }), /not configured/],
    [
      'link down',
      controlFacts({ connection: { name: 'Bridge', status: 'reconnecting' } }),
      /Bridge is reconnecting/,
    ],
    ['an open command', controlFacts({ command: ordered('pending', true) }), /Waiting/],
  ])('is locked with words for %s', (_why, given, words) => {
    expect(switchState(given).locked).toMatch(words);
  });

  it('offers to order what it shows, too, while that is not certain', () => {
    expect(switchState(controlFacts()).also).toBe(false);
    expect(switchState(controlFacts({ reported: reported(true) })).also).toBeNull();
    expect(switchState(controlFacts({ reported: reported(true, { stale: true }) })).also).toBe(true);
    expect(switchState(controlFacts({ reported: reported(false, { stale: true }) })).also).toBe(false);
    const unknown = controlFacts({ reported: reported(false), command: ordered('timed-out', true) });
    expect(switchState(unknown).also).toBe(false);
    expect(switchState(controlFacts({ forbidden: 'Needs the role technician.' })).also).toBeNull();
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
            controlFacts({
              reported: report ? reported(report.value, report) : undefined,
              command: last ? ordered(last[0], last[1]) : undefined,
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
