import { describe, expect, it } from 'vitest';
import type { InterlockReading } from '../../model/interlock.ts';
import { setUp } from './ledger.fixture.ts';

const interlock = { connection: 'c', device: 'thermometer', quantity: 'temperature', below: 30 };

describe('an interlocked order', () => {
  const reading = (part: Partial<InterlockReading>): InterlockReading => ({
    value: 20,
    time: 1_000_000,
    staleAfterMs: 10_000,
    isOnline: true,
    ...part,
  });
  const orderWith = (known: InterlockReading | undefined) => {
    const { ledger, orderOf, link, last } = setUp({ reading: () => known });
    return last(ledger.order({ ...orderOf('relay', true), interlock }, link));
  };

  it('is sent while the reading allows it', () => expect(orderWith(reading({}))?.state).toBe('sent'));

  it.each([
    ['the reading is over its limit', reading({ value: 30 }), /it is 30 now/],
    ['there is no reading', undefined, /no reading/],
    ['the reading is stale', reading({ time: 980_000 }), /stale/],
    ['the link that brings it is down', reading({ isOnline: false }), /stale/],
    ['the reading is no number', reading({ value: Number.NaN }), /no reading/],
  ])('is refused when %s', (_, known, words) => {
    expect(orderWith(known)).toMatchObject({ state: 'refused', sentAt: null });
    expect(orderWith(known)?.reason).toMatch(words);
  });

  it('is refused where nothing is known of readings at all', () => {
    const { ledger, orderOf, link, last } = setUp();
    expect(last(ledger.order({ ...orderOf('relay', true), interlock }, link))?.state).toBe('refused');
  });
});

describe('a control’s own role', () => {
  const orderAs = (role: 'viewer' | 'technician' | 'admin', wants: 'viewer' | 'technician' | 'admin') => {
    const { ledger, orderOf, link, last } = setUp();
    ledger.setPerson({ subject: '1', name: 'P', role });
    return last(ledger.order({ ...orderOf('relay', true), role: wants }, link));
  };

  it('raises what the connection asks for', () => {
    expect(orderAs('technician', 'admin')?.reason).toMatch(/Needs the role admin/);
    expect(orderAs('admin', 'admin')?.state).toBe('sent');
  });

  it('never lowers it', () => {
    expect(orderAs('viewer', 'viewer')?.reason).toMatch(/Needs the role technician/);
  });
});

describe('an order whose confirmation was withheld', () => {
  it('is kept as refused, sends nothing and leaves its target free', () => {
    const { ledger, orderOf, order, link, last } = setUp();
    const id = ledger.order({ ...orderOf('relay', true), withheld: true }, link);
    expect(last(id)).toMatchObject({ state: 'refused', by: 'Technician' });
    expect(last(id)?.reason).toMatch(/not confirmed/);
    expect(link.sent).toEqual([]);
    expect(last(order('relay'))?.state).toBe('sent');
  });

  it('as what it was about had changed meanwhile, is kept with that reason', () => {
    const { ledger, orderOf, link, last } = setUp();
    const id = ledger.order({ ...orderOf('relay', true), withheld: 'changed' }, link);
    expect(last(id)).toMatchObject({
      state: 'refused',
      reason: 'It was not confirmed: it has changed meanwhile. Nothing was sent.',
    });
    expect(link.sent).toEqual([]);
  });
});

describe('an order that was shown before', () => {
  it('is sent when it is still what was shown', () => {
    const { ledger, orderOf, link, last } = setUp();
    expect(last(ledger.order({ ...orderOf('relay', true), shown: 'true' }, link))?.state).toBe('sent');
  });

  it('is refused when something else would be sent by now', () => {
    const { ledger, orderOf, link, last } = setUp();
    const id = ledger.order({ ...orderOf('relay', true), shown: 'false' }, link);
    expect(last(id)?.reason).toMatch(/no longer what was shown/);
    expect(link.sent).toEqual([]);
  });
});

describe('a group', () => {
  it('gives each target its own command and outcome', () => {
    const { ledger, orderOf, link, report, last } = setUp();
    const orders = ['relay', 'fan', 'lamp'].map((device) => orderOf(device, false));
    const ids = ledger.orderGroup(orders, () => link);
    expect(new Set(ids.map((id) => last(id)?.group)).size).toBe(1);
    report('fan', false);
    expect(ids.map((id) => last(id)?.state)).toEqual(['sent', 'confirmed', 'sent']);
  });

  it('is one order for the rate limit, however many targets it has', () => {
    const { ledger, orderOf, link, last } = setUp();
    const orders = Array.from({ length: 30 }, (_, n) => orderOf(`relay${n}`, false));
    const ids = ledger.orderGroup(orders, () => link);
    expect(ids.every((id) => last(id)?.state === 'sent')).toBe(true);
    expect(last(ledger.order(orderOf('other', false), link))?.state).toBe('sent');
  });

  it('is refused as a whole over the rate limit', () => {
    const { ledger, orderOf, link, last } = setUp();
    for (let n = 0; n < 10; n += 1) ledger.order(orderOf(`relay${n}`, true), link);
    const orders = ['a', 'b', 'c'].map((device) => orderOf(device, false));
    const ids = ledger.orderGroup(orders, () => link);
    expect(ids.map((id) => last(id)?.state)).toEqual(['refused', 'refused', 'refused']);
    for (const id of ids) expect(last(id)?.reason).toContain('Too many orders');
    expect(link.sent).toHaveLength(10);
  });

  it('refuses the targets it cannot reach and orders the others', () => {
    const { ledger, orderOf, order, link, last } = setUp();
    order('fan');
    const ids = ledger.orderGroup(
      [orderOf('relay', false), orderOf('fan', false), { ...orderOf('x', false), connection: 'gone' }],
      (id) => (id === link.id ? link : undefined),
    );
    expect(ids.map((id) => last(id)?.state)).toEqual(['sent', 'refused', 'refused']);
  });

  it('orders a target that is named twice once', () => {
    const { ledger, orderOf, link } = setUp();
    ledger.orderGroup([orderOf('relay', false), orderOf('relay', false)], () => link);
    expect(link.sent).toHaveLength(1);
  });
});
