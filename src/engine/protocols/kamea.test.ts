import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectHarmless, frameOf, hostileTexts } from './hostile-frames.ts';
import { kamea, kameaShape } from './kamea.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';

const devices = [
  { deviceId: 'C5C80001', tenantId: '12B80001' },
  { deviceId: 'C5C80002', tenantId: '12B80001' },
];
const TIME = '2025-12-31T23:00:00Z';
const AT = Date.parse(TIME);

function start(url = 'https://wss.example/devices', options = {}) {
  const context = new RecordingContext(url);
  const session = started(kamea, kameaShape, { devices, ...options }, context);
  const receive = (event: string, ...body: readonly unknown[]) =>
    session.decode(frameOf(body, { event }), context.sink);
  return { context, session, receive, sink: context.sink };
}

describe('kamea', () => {
  it('opens the namespace with the token as a header', () => {
    const { session } = start();
    expect(session.requests({ kind: 'bearer', token: 't' })).toEqual([
      { name: '', url: 'https://wss.example/devices', headers: { Authorization: 'Bearer t' } },
    ]);
    expect(session.requests({ kind: 'none' })).toEqual([{ name: '', url: 'https://wss.example/devices' }]);
    expect(start('https://wss.example').session.requests({ kind: 'none' })[0]?.url).toBe(
      'https://wss.example/devices',
    );
    expect(start('https://wss.example:1/').session.requests({ kind: 'none' })[0]?.url).toBe(
      'https://wss.example:1/devices',
    );
  });

  it('finds the server where a proxy has put it, below a folder', () => {
    for (const url of [
      'https://plant.example/plant7/back-ends/cells/devices',
      'https://plant.example/plant7/back-ends/cells/devices/',
    ]) {
      expect(start(url).session.requests({ kind: 'none' })).toEqual([
        { name: '', url: 'https://plant.example/devices', path: '/plant7/back-ends/cells/socket.io/' },
      ]);
    }
  });

  it('subscribes every device at every opening', () => {
    const { session } = start();
    const subscriptions = devices.map((body) => ({ event: 'telemetries', body }));
    expect(session.opened('')).toEqual(subscriptions);
    expect(session.opened('')).toEqual(subscriptions);
  });

  it('reads every usual shape of telemetry', () => {
    const deviceId = 'C5C80001';
    const temperature = [{ device: deviceId, quantity: 'temperature', time: AT, value: 21.5, unit: '' }];
    const withUnit = [{ ...temperature[0], unit: '℃' }];
    const shapes: [unknown, unknown][] = [
      [{ deviceId, timestamp: TIME, telemetries: { temperature: 21.5 } }, temperature],
      [{ deviceId, time: AT, telemetry: { temperature: 21.5 } }, temperature],
      [{ deviceId, ts: AT / 1000, data: { temperature: 21.5 } }, temperature],
      [{ deviceId, ts: String(AT), values: { temperature: 21.5 } }, temperature],
      [{ deviceId, tenantId: '12B80001', timestamp: TIME, temperature: 21.5 }, temperature],
      [{ deviceId, timestamp: TIME, values: [{ name: 'temperature', value: 21.5, unit: '℃' }] }, withUnit],
      [{ deviceId, values: [{ key: 'temperature', value: 21.5, unit: '℃', timestamp: TIME }] }, withUnit],
      [{ deviceId, timestamp: TIME, values: { temperature: { value: 21.5, unit: '℃' } } }, withUnit],
      [{ deviceId, timestamp: TIME, name: 'temperature', value: 21.5, unit: '℃' }, withUnit],
    ];
    for (const [shape, expected] of shapes) {
      const { receive, sink } = start();
      receive('telemetries', shape);
      receive('telemetries', [shape]);
      expect(sink.readings).toEqual([
        ...(Array.isArray(expected) ? expected : []),
        ...sink.readings.slice(1),
      ]);
      expect(sink.readings).toHaveLength(2);
      expect([...sink.unreadables, ...sink.states]).toEqual([]);
    }
  });

  it('takes the time of arrival where there is none, and an acknowledging function for no telemetry', () => {
    const { receive, sink } = start();
    receive('telemetries', { deviceId: 'x', values: { on: true, mode: 'eco', co2: 500 } }, () => {});
    expect(sink.readings[0]?.time).toBe(1_767_225_600_000);
    expect(sink.reports).toEqual([
      ['x on', true],
      ['x mode', 'eco'],
    ]);
    expect(sink.unreadables).toEqual([]);
  });

  it('listens to the configured event and skips others', () => {
    const { receive, sink } = start(undefined, { event: 'data' });
    receive('telemetries', { deviceId: 'x', a: 1 });
    receive('data', { deviceId: 'x', a: 1 });
    expect(sink.readings).toHaveLength(1);
    expect(sink.skips).toHaveLength(1);
  });

  it('counts what it cannot read', () => {
    const { session, receive, sink } = start();
    session.decode(frameOf(null), sink);
    for (const wrong of [null, 5, 'text', {}, { deviceId: 5 }, { deviceId: 'x', values: 5 }])
      receive('telemetries', wrong);
    receive('telemetries');
    receive('telemetries', { deviceId: 'x', values: [null, { value: 1 }, { name: 'a', value: {} }] });
    expect(sink.unreadables).toHaveLength(11);
    expect(sink.readings).toEqual([]);
  });

  it.each([
    ['under a key of their own', (values: object) => ({ telemetries: values })],
    ['beside the device', (values: object) => values],
  ])('takes 256 named values of one entry %s and counts the rest once', (_where, around) => {
    const entry = (count: number) => {
      const named = Array.from({ length: count }, (_one, at) => [`v${at}`, { value: at, unit: 'W' }]);
      const { receive, sink } = start();
      receive('telemetries', { deviceId: 'd', ...around(Object.fromEntries(named)) });
      return sink;
    };
    expect(entry(256).readings).toHaveLength(256);
    expect(entry(256).unreadables).toEqual([]);
    const { readings, states, unreadables } = entry(300);
    expect(readings).toHaveLength(256);
    expect(readings.filter(({ quantity }) => quantity.includes('.'))).toEqual([]);
    expect(states).toEqual([]);
    expect(unreadables).toEqual(['more than 256 values in one entry']);
  });

  it('gives up when access is denied, without trying again', () => {
    const { receive, context, session } = start();
    receive('access_denied', {});
    expect(context.closings).toMatchObject([{ link: '', closing: { next: 'denied' } }]);
    expect(session.closed('', { code: 1006, reason: 'io server disconnect', wasOpen: true }).next).toBe(
      'denied',
    );
  });

  it('subscribes again with growing patience while the server has errors, and says so once', () => {
    const { receive, context, session, sink } = start();
    session.opened('');
    const waits: number[] = [];
    for (let error = 0; error < 8; error++) {
      receive('internal_server_error', { message: 'Management API is down' });
      receive('internal_server_error', 'again');
      const before = context.now();
      while (context.sent.length === error) context.pass(100);
      waits.push(context.now() - before);
    }
    expect(sink.notices).toHaveLength(1);
    expect(sink.notices[0]?.text).toContain('Management API is down');
    expect(context.sent[0]).toEqual({ link: '', frames: session.opened('') });
    expect(waits[0]).toBeLessThanOrEqual(1000);
    expect(waits[6]).toBeGreaterThanOrEqual(15_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_100);
  });

  it('loses no patience with one device while another one sends, and begins anew once all was well', () => {
    const { receive, context, session, sink } = start();
    session.opened('');
    const fail = (seconds: number) => {
      let answered = -1;
      for (let tenth = 0; tenth < seconds * 10; tenth++) {
        if (tenth % 10 === 0) receive('telemetries', { deviceId: 'C5C80001', temperature: 20 });
        if (answered !== context.sent.length) receive('internal_server_error', 'no such device');
        answered = context.sent.length;
        context.pass(100);
      }
    };
    fail(600);
    // Not before 15 s have passed each time, but for the first five.
    expect(context.sent.length).toBeLessThanOrEqual(45);
    expect(sink.notices).toHaveLength(1);
    context.pass(120_000);
    const before = context.sent.length;
    fail(1.2);
    expect(context.sent.length).toBe(before + 1);
    expect(sink.notices).toHaveLength(2);
  });

  it('notes an error of the server until telemetry comes after a subscription that none has followed', () => {
    const { receive, context, session, sink } = start();
    const telemetry = () => receive('telemetries', { deviceId: 'C5C80001', temperature: 20 });
    const noted = () => context.notes.at(-1);
    session.opened('');
    telemetry();
    expect(context.notes).toEqual([]);
    receive('internal_server_error', 'down');
    expect(noted()).toBe('Kamea reports an internal error (down). Subscribing again soon.');
    // Of another device, which has been subscribed all the while.
    telemetry();
    expect(noted()).not.toBe('');
    context.pass(1_000);
    expect(context.sent).toHaveLength(1);
    telemetry();
    expect(noted()).not.toBe('');
    receive('internal_server_error', 'down');
    context.pass(2_000);
    expect(context.sent).toHaveLength(2);
    context.pass(1_000);
    telemetry();
    expect(noted()).toBe('');
    const notes = context.notes.length;
    telemetry();
    expect(context.notes).toHaveLength(notes);
    receive('internal_server_error', 'down again');
    expect(noted()).toContain('down again');
    expect(sink.notices).toHaveLength(1);
  });

  it('takes an error back by telemetry, too, where the clock was set back since the subscription', () => {
    const { receive, context, session } = start();
    session.opened('');
    receive('internal_server_error', 'down');
    context.pass(2_000);
    context.setClock(-3_600_000);
    context.pass(1_000);
    receive('telemetries', { deviceId: 'C5C80001', temperature: 20 });
    expect(context.notes.at(-1)).toBe('');
  });

  it('leaves secrets out of what the server says of its error', () => {
    const { receive, sink } = start();
    receive('internal_server_error', { message: 'cannot use token=hunter2\u0000' });
    expect(sink.notices.map(({ text }) => text)).toEqual([
      'Kamea reports an internal error (cannot use token=[left out]). Subscribing again soon.',
    ]);
  });

  it('subscribes again until the link takes it, more and more seldom, and then no more', () => {
    const { receive, context, session } = start();
    session.opened('');
    receive('internal_server_error');
    context.takes = false;
    context.pass(300_000);
    expect(context.sent).toEqual([]);
    expect(context.waiting).toBe(1);
    context.takes = true;
    context.pass(30_000);
    expect(context.sent).toHaveLength(1);
    context.pass(300_000);
    expect(context.sent).toHaveLength(1);
    context.takes = false;
    receive('internal_server_error');
    context.pass(60_000);
    session.closed('', { code: 1006, reason: 'transport close', wasOpen: true });
    expect(context.waiting).toBe(0);
  });

  it('forgets a planned subscription when the link ends or opens anew', () => {
    const { receive, context, session } = start();
    receive('internal_server_error');
    session.opened('');
    receive('internal_server_error');
    session.closed('', { code: 1006, reason: 'transport close', wasOpen: true });
    context.pass(60_000);
    expect(context.sent).toEqual([]);
  });

  it('renews a refused token once, then stops', () => {
    const { session } = start();
    const refused = { code: 1006, reason: 'Unauthorized', wasOpen: false };
    expect(session.closed('', refused).next).toBe('renew-token');
    expect(session.closed('', refused).next).toBe('denied');
    session.opened('');
    expect(session.closed('', refused).next).toBe('renew-token');
  });

  it('takes what a gateway answers for what it is elsewhere: 401 is a token to be renewed once, 403 a denial', () => {
    const { session } = start();
    const answered = (code: number) => session.closed('', { code, reason: `HTTP ${code}`, wasOpen: false });
    expect(answered(403)).toEqual({
      next: 'denied',
      reason: 'Access to Kamea is refused (HTTP 403). Ask for access, or sign in again.',
    });
    expect(answered(401).next).toBe('renew-token');
    expect(answered(401).next).toBe('denied');
  });

  it('tells an address without the namespace from a server that is away', () => {
    const { session } = start();
    expect(session.closed('', { code: 1006, reason: 'Invalid namespace', wasOpen: false }).next).toBe(
      'denied',
    );
    expect(session.closed('', { code: 1006, reason: 'xhr poll error', wasOpen: false }).next).toBe('retry');
    expect(session.closed('', { code: 1006, reason: 'HTTP 502', wasOpen: false }).next).toBe('retry');
    expect(session.closed('', { code: 1006, reason: 'transport close', wasOpen: true }).next).toBe('retry');
  });

  it('takes no commands and says so', () => {
    const { session } = start();
    expect(session.capabilities).toEqual({ commands: false, why: expect.stringContaining('no commands') });
    expect(session.plan({ device: 'x', property: 'y', value: 1 }, { kind: 'none' }).kind).toBe('refused');
  });

  it('stays unharmed by hostile events', () => {
    const valid = [
      '{"deviceId":"x","timestamp":"2025-12-31T23:00:00Z","telemetries":{"temperature":21.5,"co2":{"value":5,"unit":"ppm"}}}',
      '[{"deviceId":"x","time":1,"values":[{"name":"a","value":1,"unit":"m"},{"key":"b","value":true}]}]',
    ];
    const parsed = hostileTexts(valid).map((text): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    });
    const name = fc.constantFrom('telemetries', 'internal_server_error', 'access_denied', '__proto__');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, fc.array(fc.oneof(parsed, fc.anything()))), { maxLength: 8 }),
        (frames) => {
          const { session, context } = start();
          expectHarmless(
            session,
            context,
            frames.map(([event, body]) => frameOf(body, { event })),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
