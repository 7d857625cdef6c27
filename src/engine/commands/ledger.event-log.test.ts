import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, setUp } from './ledger.fixture.ts';

describe('the event log', () => {
  it('is not told of what an order said of several properties at once', () => {
    const { ledger, orderOf, link, notices } = setUp();
    link.domain = { type: 'json' };
    link.planned = () => ({ kind: 'frames', frames: [{ body: 'x' }], confirmation: { by: 'acceptance' } });
    const say = (property: string, value: boolean) => ledger.reported(link.id, 'relay', property, value);
    for (const property of ['lamp', 'fan', 'door']) say(property, false);
    ledger.order({ ...orderOf('relay', { lamp: true, fan: true }), property: 'publish' }, link);
    for (const property of ['lamp', 'fan', 'door']) say(property, true);
    expect(notices).toEqual(['door is on: changed elsewhere.']);
  });

  it('is told what was changed elsewhere, and not what was ordered here', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    report('relay', true);
    clock.advance(10_000);
    expect(notices).toEqual([]);
    report('relay', false);
    expect(notices).toEqual(['state is off: changed elsewhere.']);
  });

  it('is told what somebody else sets while an order is open, and not what is ordered or was before', () => {
    const { order, report, notices, link, ledger, last } = setUp({ isActuator: () => true });
    link.domain = { type: 'choice', options: ['1-dot', '2-dot', '3-dot'] };
    report('lamp', '1-dot');
    const id = order('lamp', '2-dot');
    report('lamp', '1-dot');
    expect(notices).toEqual([]);
    expect(ledger.reported(link.id, 'lamp', 'state', '3-dot')).toBe(true);
    expect(notices).toEqual(['state is 3-dot: changed elsewhere.']);
    expect(ledger.reported(link.id, 'lamp', 'state', '2-dot')).toBe(false);
    expect(last(id)?.state).toBe('confirmed');
    expect(notices).toHaveLength(1);
  });

  it('takes a number between what was and what is ordered for the open order’s doing, and any other for somebody else’s', () => {
    const { order, report, notices, link } = setUp({ isActuator: () => true });
    link.domain = { type: 'number' };
    report('valve', 20);
    order('valve', 70);
    for (const value of [20, 35, 50, 72]) report('valve', value);
    expect(notices).toEqual([]);
    report('valve', 5);
    expect(notices).toEqual(['state is 5: changed elsewhere.']);
  });

  it('measures the way of each order from what was reported before that one', () => {
    const { order, report, notices, link, clock } = setUp({ isActuator: () => true });
    link.domain = { type: 'number' };
    report('valve', 0);
    order('valve', 100);
    report('valve', 100);
    clock.advance(10_000);
    order('valve', 80);
    report('valve', 90);
    expect(notices).toEqual([]);
    report('valve', 40);
    expect(notices).toEqual(['state is 40: changed elsewhere.']);
  });

  it('takes both halves of a pulse for what this page ordered, and nothing else', () => {
    const { ledger, orderOf, report, notices, link, clock } = setUp({ isActuator: () => true });
    link.domain = { type: 'choice', options: ['off', 'on', 'alarm'] };
    report('horn', 'off');
    ledger.order({ ...orderOf('horn', 'on'), pulse: { ms: 100, release: 'off' } }, link);
    clock.advance(200);
    report('horn', 'on');
    report('horn', 'off');
    expect(notices).toEqual([]);
  });

  it('is told when an order that had timed out turns out to have been carried out', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    clock.advance(DEADLINE_MS + 10_000);
    report('relay', true);
    expect(notices).toEqual([
      'state is on: reported only after the order for it had ended without an answer.',
    ]);
  });

  it('is told so, too, when the report is what finds the deadline passed', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    clock.suspend(DEADLINE_MS);
    report('relay', true);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('only after the order');
  });

  it('hears of actuators only, where these are known', () => {
    const { report, notices, ledger, link } = setUp({ isActuator: ({ device }) => device === 'level' });
    report('door', false);
    report('door', true);
    ledger.reported(link.id, 'level', 'state', 20);
    ledger.reported(link.id, 'level', 'state', 30);
    expect(notices).toEqual(['state is 30: changed elsewhere.']);
  });

  it('hears of a number as finely as the actuator tells its values apart', () => {
    const { report, notices } = setUp({ isActuator: () => true, stepOf: () => 1 });
    report('counter', 16_777_217);
    report('counter', 16_777_216);
    expect(notices).toEqual(['state is 16777216: changed elsewhere.']);
  });
});
