import { describe, expect, it } from 'vitest';
import { setUp } from './ledger.fixture.ts';

describe('an order is refused, and nothing sent,', () => {
  const refusal = (prepare: (set: ReturnType<typeof setUp>) => string) => {
    const set = setUp();
    const id = prepare(set);
    expect(set.states(id)).toEqual(['refused']);
    expect(set.link.sent).toEqual([]);
    expect(set.link.requests).toEqual([]);
    expect(set.clock.waiting).toBe(0);
    expect(set.last(id)).toMatchObject({ sentAt: null, endedAt: set.clock.time, confirmedBy: null });
    return set.last(id)?.reason;
  };

  it('without a connection', () => {
    expect(refusal(({ ledger, orderOf }) => ledger.order(orderOf('relay', true), undefined))).toContain(
      'no such connection any more. Nothing was sent; choose another.',
    );
  });

  it('without the role, and the words name it', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '2', name: 'Viewer', role: 'viewer' });
        return order();
      }),
    ).toContain('Needs the role technician; you are signed in as viewer: ask for that role.');
  });

  it('when the session has ended, whatever the role and the link allow', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '1', name: 'Admin', role: 'admin' }, true);
        return order();
      }),
    ).toContain('The session has ended');
  });

  it('on a page that only looks, whatever the person may, and in the page’s words', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '1', name: 'Admin', role: 'admin' });
        ledger.withholdAll('This is a wall display.');
        return order();
      }),
    ).toBe('This is a wall display. Nothing was sent.');
    const { ledger, order, states } = setUp();
    ledger.withholdAll('This is a wall display.');
    ledger.withholdAll('');
    expect(states(order())).toEqual(['pending', 'sent']);
  });

  it('no longer once the session has been renewed', () => {
    const { ledger, order, states } = setUp();
    const person = { subject: '1', name: 'Admin', role: 'admin' } as const;
    ledger.setPerson(person, true);
    ledger.setPerson(person);
    expect(states(order())).toEqual(['pending', 'sent']);
  });

  it('when it took longer than a second to the engine', () => {
    expect(
      refusal(({ ledger, link, orderOf, clock }) =>
        ledger.order(orderOf('relay', true, clock.time - 1_001), link),
      ),
    ).toContain('reached the engine late');
  });

  it('when its time lies in the future or is none, since its age is not known', () => {
    for (const at of [1_001_001, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(
        refusal(({ ledger, link, orderOf }) => ledger.order(orderOf('relay', true, at), link)),
      ).toContain('reached the engine late');
    }
  });

  it('when the link does not take orders now, in the words of the link', () => {
    expect(
      refusal(({ link, order }) => {
        link.refuses = 'The link is down.';
        return order();
      }),
    ).toBe('The link is down.');
  });

  it('when the value is none that the actuator takes', () => {
    expect(refusal(({ order }) => order('relay', 'on'))).toBe(
      'It takes on or off only. Nothing was sent; choose a fitting value.',
    );
  });

  it('when the value is larger than any command, and then does not keep it', () => {
    const set = setUp();
    set.link.domain = { type: 'json' };
    const id = set.order('relay', { text: 'x'.repeat(70_000) });
    expect(set.last(id)).toMatchObject({ state: 'refused', value: null });
    expect(set.last(id)?.reason).toContain('larger than 64 KiB. Nothing was sent; correct it.');
  });

  it('when the protocol cannot plan it', () => {
    expect(
      refusal(({ link, order }) => {
        link.planned = () => ({ kind: 'refused', reason: 'No command is configured.' });
        return order();
      }),
    ).toBe('No command is configured.');
  });

  it('when there are too many in a second, until the second has passed', () => {
    const { order, report, link, last, clock } = setUp({ ordersPerSecond: 3 });
    const send = (value: boolean) => {
      const id = order('relay', value);
      report('relay', value);
      return last(id);
    };
    for (let count = 0; count < 3; count += 1) expect(send(true)?.state).toBe('confirmed');
    expect(send(true)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('Too many orders'),
    });
    clock.advance(1_000);
    expect(send(true)?.state).toBe('confirmed');
    expect(link.sent).toHaveLength(4);
  });
});
