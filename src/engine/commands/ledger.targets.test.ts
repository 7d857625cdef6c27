import { describe, expect, it } from 'vitest';
import { actuatorKey } from '../../model/identity.ts';
import { setUp } from './ledger.fixture.ts';

describe('one open command a target:', () => {
  it('a double click sends one order', () => {
    const { order, link, states, last } = setUp();
    const first = order('relay', true);
    const second = order('relay', true);
    const third = order('relay', false);
    expect(link.sent).toHaveLength(1);
    expect(states(first)).toEqual(['pending', 'sent']);
    expect(states(second)).toEqual(['refused']);
    expect(last(third)?.reason).toContain('still open');
  });

  it('the next is taken once the first has ended', () => {
    const { order, report, link, last } = setUp();
    order('relay', true);
    report('relay', true);
    const id = order('relay', false);
    report('relay', false);
    expect(last(id)?.state).toBe('confirmed');
    expect(link.sent).toHaveLength(2);
  });

  it('a key that is held down does not use up the orders of other targets', () => {
    const { order, last } = setUp({ ordersPerSecond: 2 });
    for (let repeat = 0; repeat < 30; repeat += 1) order('relay', true);
    expect(last(order('fan', true))?.state).toBe('sent');
  });

  it('an order in other words says what it may change, what reports of it first; one in its target’s own says nothing', () => {
    const { order, link, last } = setUp();
    expect(last(order('relay', true))?.touches).toBeUndefined();
    const at = (property: string) => ({ device: 'led', property });
    link.planned = ({ value }) => ({
      kind: 'frames',
      frames: [{ body: value }],
      confirmation: { by: 'report', ...at('colour'), value },
      touches: [at('set'), { device: '', property: 'the frame itself' }],
    });
    const keys = ['colour', 'state', 'set'].map((one) => actuatorKey({ connection: link.id, ...at(one) }));
    expect(last(order('led', true))).toMatchObject({ state: 'sent', touches: keys });
  });

  it('two orders that one report would tell about are not open together', () => {
    const { order, link, last } = setUp();
    link.planned = () => ({
      kind: 'frames',
      frames: [{ body: 'up' }],
      confirmation: { by: 'report', device: 'blind', property: 'position', value: 'up' },
    });
    expect(last(order('button-up', true))?.state).toBe('sent');
    expect(last(order('button-down', true))?.reason).toContain('still open');
    expect(link.sent).toHaveLength(1);
  });

  it('an order that touches other targets is not open together with one of theirs', () => {
    const { order, link, last, report } = setUp();
    const plan = link.planned;
    link.planned = (request) => ({
      ...plan(request),
      ...(request.device === 'all' && { touches: [{ device: 'relay', property: 'state' }] }),
    });
    const first = order('relay', true);
    expect(last(order('all', false))?.reason).toContain('still open');
    report('relay', true);
    expect(last(first)?.state).toBe('confirmed');
    const all = order('all', false);
    expect(last(all)?.state).toBe('sent');
    expect(last(order('relay', false))?.reason).toContain('still open');
    // What another target reports confirms nothing.
    report('relay', false);
    expect(last(all)?.state).toBe('sent');
    report('all', false);
    expect(last(all)?.state).toBe('confirmed');
    expect(last(order('relay', true))?.state).toBe('sent');
  });
});
