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
});
