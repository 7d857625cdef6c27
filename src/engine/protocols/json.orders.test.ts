import { describe, expect, it } from 'vitest';
import { frameOf } from './hostile-frames.ts';
import { bearer, flat, start } from './json.fixture.ts';

describe('commands', () => {
  const command = {
    device: 'd',
    property: 'on',
    domain: 'boolean',
    template: { to: '$device', set: ['$value'], as: 'x$value' },
  };
  const order = { device: 'd', property: 'on', value: true };

  it('fill the template without ever pasting text', () => {
    const { session, sink } = start(flat, { commands: [command] });
    session.opened('');
    expect(sink.actuators).toEqual([
      { device: 'd', property: 'on', domain: { type: 'boolean' }, reports: false },
    ]);
    expect(session.plan(order, bearer)).toEqual({
      kind: 'frames',
      frames: [{ body: '{"to":"d","set":[true],"as":"x$value"}' }],
      confirmation: { by: 'acceptance' },
    });
    const value = '","evil":"$device';
    const plan = session.plan({ ...order, value }, bearer);
    expect(plan.kind === 'frames' && JSON.parse(String(plan.frames[0]?.body))).toEqual({
      to: 'd',
      set: [value],
      as: 'x$value',
    });
  });

  it('go by HTTP where there is an address, by an event over Socket.IO', () => {
    const http = start(flat, {
      commands: [{ ...command, url: 'https://c/x', method: 'PUT', reports: true }],
    }).session;
    expect(http.plan(order, bearer)).toMatchObject({
      kind: 'http',
      method: 'PUT',
      url: 'https://c/x',
      headers: { Authorization: 'Bearer a b' },
      confirmation: { by: 'report', device: 'd', property: 'on', value: true },
    });
    const socket = start(flat, { commands: [{ ...command, event: 'set' }] }, 'https://x').session;
    expect(socket.plan(order, bearer)).toMatchObject({
      frames: [{ event: 'set', body: { to: 'd', set: [true], as: 'x$value' } }],
    });
  });

  it('of several things are confirmed by what is reported of the property, and not waited for where nothing would be', () => {
    const { session } = start(flat, { commands: [{ ...command, domain: 'json', reports: true }] });
    expect(session.plan({ ...order, value: { on: true, for: 5 } }, bearer)).toMatchObject({
      confirmation: { by: 'report', property: 'on', value: true },
    });
    expect(session.plan({ ...order, value: { for: 5 } }, bearer)).toMatchObject({
      confirmation: { by: 'acceptance' },
    });
  });

  it('that cannot leave are refused', () => {
    expect(start(flat, { commands: [command] }, 'https://x').session.plan(order, bearer).kind).toBe(
      'refused',
    );
    expect(start(flat).session.plan(order, bearer).kind).toBe('refused');
    expect(start(flat).session.capabilities.commands).toBe(false);
  });

  it('on numbers are confirmed by what is reported under the same name', () => {
    const level = { device: 'd', property: 'value', domain: {}, reports: true, template: '$value' };
    const { receive, sink } = start(flat, { commands: [level] });
    receive({ id: 'd', value: 40 });
    receive({ id: 'other', value: 41 });
    expect(sink.reports).toEqual([['d value', 40]]);
  });
});

describe('refusals', () => {
  const rejections = { text: '$.error.text', device: '$.error.device', property: '$.error.of' };

  it('are told by a text where the configuration says, with whose order it was where the frame says so', () => {
    const { receive, sink } = start(flat, { rejections });
    receive({ error: { text: ' The door is open. ', device: 'd', of: 'on' }, id: 'd', value: 1 });
    receive({ error: { text: 'Not now', device: 7 } });
    receive({ error: { text: 'No' } });
    const isForAll = true;
    expect(sink.rejections).toEqual([
      { device: 'd', property: 'on', reason: 'The back end refused the order: The door is open.', isForAll },
      { device: '7', property: null, reason: 'The back end refused the order: Not now.', isForAll },
      { device: null, property: null, reason: 'The back end refused the order: No.', isForAll },
    ]);
    expect(sink.notices.map(({ text }) => text)).toContain('The back end refused an order: The door is open');
    expect(sink.readings).toEqual([]);
    expect(sink.unreadables).toEqual([]);
  });

  it('may be somebody else’s, unless the configuration says that the back end tells nobody but who asked', () => {
    for (const forAll of [true, false]) {
      const { receive, sink } = start(flat, { rejections: { ...rejections, forAll } });
      receive({ error: { text: 'No' } });
      expect(sink.rejections.map(({ isForAll = false }) => isForAll)).toEqual([forAll]);
    }
  });

  it('leave all other frames to be readings', () => {
    const { receive, sink } = start(flat, { rejections });
    for (const error of [undefined, null, 5, true, {}, { text: '' }, { text: ' ' }, { text: ['x'] }])
      receive({ error, id: 'd', value: 1 });
    expect(sink.rejections).toEqual([]);
    expect(sink.readings).toHaveLength(8);
    const none = start(flat);
    none.receive({ error: { text: 'No' } });
    expect(none.sink.rejections).toEqual([]);
    expect(none.sink.unreadables).toHaveLength(1);
  });

  it('come under an event of their own where one is named', () => {
    const { session, sink } = start(
      flat,
      { event: 'reading', rejections: { text: '$.why', event: 'refused' } },
      'https://own.example',
    );
    session.decode(frameOf([{ why: 'No' }], { event: 'refused' }), sink);
    session.decode(frameOf([{ other: 'No' }], { event: 'refused' }), sink);
    session.decode(frameOf([{ why: 'no refusal', id: 'd', value: 1 }], { event: 'reading' }), sink);
    expect(sink.rejections).toHaveLength(1);
    expect(sink.skips).toHaveLength(1);
    expect(sink.values).toEqual([['d value', 1]]);
  });

  it('show where they are cut, so that what they are cut within can be told', () => {
    const { receive, sink } = start(flat, { rejections: { text: '$.error' } });
    receive({ error: `no ${'x'.repeat(250)}` });
    receive({ error: `no ${'x'.repeat(180)} token=abcdef ${'x'.repeat(180)}` });
    for (const { reason } of sink.rejections)
      expect(reason).toMatch(/^The back end refused the order: no x+.*….$/);
    expect(JSON.stringify([sink.rejections, sink.notices])).not.toContain('token=abc');
  });

  it('are passed on short, and without secrets that can be told in them', () => {
    const { receive, sink } = start(flat, { rejections: { text: '$.error' } });
    receive({ error: `token=abcdef ${'x'.repeat(5_000)}` });
    expect(sink.rejections[0]?.reason).not.toContain('abcdef');
    expect(sink.rejections[0]?.reason.length).toBeLessThan(300);
    expect(JSON.stringify(sink.notices)).not.toContain('abcdef');
  });
});
