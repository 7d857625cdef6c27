import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/command.ts';
import { expectHarmless, frameOf, hostileBodies } from './hostile-frames.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';
import { webchannel, webchannelShape } from './webchannel.ts';

function start(options: Record<string, unknown> = {}, url = 'ws://jobs.example/') {
  const context = new RecordingContext(url);
  const session = started(webchannel, webchannelShape, { channel: 'user:1', ...options }, context);
  const receive = (text: string) => session.decode(frameOf(new TextEncoder().encode(text)), context.sink);
  return { context, session, receive, sink: context.sink };
}

const none = { kind: 'none' } as const;
const bearer = { kind: 'bearer', token: 'a.b.c' } as const;

describe('webchannel', () => {
  it('opens the channel with its token, percent-encoded', () => {
    const { session } = start();
    const address = 'ws://jobs.example/webchannel/v1/channels/user%3A1';
    expect(session.requests(bearer)).toEqual([{ name: '', url: `${address}?access_token=a.b.c` }]);
    expect(session.requests(none)).toEqual([{ name: '', url: address }]);
    const proxied = start({}, 'ws://jobs.example/?tenant=a').session;
    expect(proxied.requests(bearer)).toEqual([{ name: '', url: `${address}?tenant=a&access_token=a.b.c` }]);
    expect(proxied.plan({ device: 'user:1', property: 'publish', value: 1 }, bearer)).toMatchObject({
      url: `${address.replace('ws:', 'http:')}?tenant=a`,
    });
  });

  it('never sends a frame: the server would hang up', () => {
    const { session } = start({ actuators: [{ property: 'pause', domain: 'boolean' }] });
    expect(session.opened('')).toEqual([]);
    expect(session.credentialsChanged?.(bearer)).toBe('keep');
    expect(session.probe).toBeUndefined();
    expect(session.plan({ device: 'user:1', property: 'pause', value: true }, bearer).kind).toBe('http');
  });

  it('reads progress and messages', () => {
    const { receive, sink } = start();
    receive('{"message":"Added 14 banana breads","percent":50,"job":{"done":false}}');
    expect(sink.values).toEqual([['user:1 percent', 50]]);
    expect(sink.reports).toEqual([
      ['user:1 message', 'Added 14 banana breads'],
      ['user:1 job.done', false],
    ]);
    expect(sink.events.map(({ device, text }) => [device, text])).toEqual([
      ['user:1', 'Added 14 banana breads'],
    ]);
  });

  it('reads single values, and counts bytes that are no JSON', () => {
    const { receive, sink, session } = start();
    receive('42');
    receive('"hello"');
    for (const wrong of ['', '[1]', 'null', '{"a":']) receive(wrong);
    session.decode(frameOf(new Uint8Array([0xff, 0xfe, 0])), sink);
    expect(sink.values).toEqual([['user:1 value', 42]]);
    expect(sink.events).toHaveLength(1);
    expect(sink.unreadables).toHaveLength(5);
  });

  it('publishes control messages over HTTP', () => {
    const { session, sink } = start({
      actuators: [{ property: 'pause', domain: 'boolean', reports: true }, { property: 'raw' }],
    });
    session.opened('');
    expect(sink.actuators.map(({ device, property }) => [device, property])).toEqual([
      ['user:1', 'pause'],
      ['user:1', 'raw'],
    ]);
    expect(session.plan({ device: 'user:1', property: 'pause', value: true }, bearer)).toEqual({
      kind: 'http',
      method: 'POST',
      url: 'http://jobs.example/webchannel/v1/channels/user%3A1',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer a.b.c' },
      body: new TextEncoder().encode('{"set":{"pause":true}}'),
      confirmation: { by: 'report', device: 'user:1', property: 'pause', value: true },
      renewOn401: true,
    });
    expect(session.plan({ device: 'user:1', property: 'raw', value: { x: 1 } }, bearer)).toMatchObject({
      body: new TextEncoder().encode('{"x":1}'),
      confirmation: { by: 'acceptance' },
    });
  });

  it('refuses what is too large, counted in bytes, and what is not configured', () => {
    const { session } = start({ actuators: [{ property: 'raw' }] });
    const plan = (property: string, value: string) =>
      session.plan({ device: 'user:1', property, value: { value } }, bearer).kind;
    expect(plan('raw', 'x'.repeat(512 * 1024 - 12))).toBe('http');
    expect(plan('raw', 'x'.repeat(512 * 1024 - 11))).toBe('refused');
    expect(plan('raw', '€'.repeat(200 * 1024))).toBe('refused');
    expect(plan('other', 'x')).toBe('refused');
  });

  it('publishes any JSON on its own channel as it is', () => {
    const { session } = start();
    expect(session.capabilities).toEqual({
      commands: true,
      raw: { device: 'user:1', property: 'publish' },
    });
    expect(session.takes?.('user:1', 'publish')).toEqual({ type: 'json' });
    expect(session.takes?.('user:2', 'publish')).toBeUndefined();
    const plan = session.plan({ device: 'user:1', property: 'publish', value: ['stop', 1] }, bearer);
    expect(plan).toMatchObject({ kind: 'http', method: 'POST', renewOn401: true });
    expect(plan.kind === 'http' && new TextDecoder().decode(new Uint8Array(Buffer.from(plan.body)))).toBe(
      '["stop",1]',
    );
  });

  it('has a message that says what one actuator reports confirmed by that report, and others by their acceptance', () => {
    const { session } = start({
      actuators: [
        { property: 'pause', domain: 'boolean', reports: true },
        { property: 'speed', domain: {}, reports: true },
        { property: 'silent', domain: 'boolean' },
      ],
    });
    const confirmation = (value: Json) => {
      const plan = session.plan({ device: 'user:1', property: 'publish', value }, bearer);
      return plan.kind === 'http' && plan.confirmation;
    };
    const report = { by: 'report', device: 'user:1', property: 'pause', value: true };
    expect(confirmation({ set: { pause: true } })).toEqual(report);
    expect(confirmation({ set: { pause: true, silent: true }, note: 'x' })).toEqual(report);
    const others = [{ pause: true, speed: 1 }, { silent: true }, { pause: null }, ['pause'], 'pause'];
    for (const set of others) expect(confirmation({ set })).toEqual({ by: 'acceptance' });
  });

  it('has a message touch every actuator that it says something of', () => {
    const { session } = start({
      actuators: [
        { property: 'fan', domain: 'boolean', reports: true },
        { property: 'oven', domain: 'boolean', reports: true },
        { property: 'silent', domain: 'json' },
      ],
    });
    const touches = (value: Json, property = 'publish') => {
      const plan = session.plan({ device: 'user:1', property, value }, bearer);
      return plan.kind === 'http' && plan.touches?.map((one) => one.property);
    };
    expect(touches({ set: { fan: false, oven: true }, note: 'x' })).toEqual(['fan', 'oven']);
    expect(touches({ set: { silent: 1 } })).toEqual(['silent']);
    expect(touches({ set: { fan: false } }, 'silent')).toEqual(['fan', 'publish']);
    expect(touches(true, 'fan')).toBeUndefined();
    for (const value of ['fan', ['fan'], null, {}, { set: 'fan' }]) expect(touches(value)).toBeUndefined();
  });

  it('takes no order for a report, whoever published it: what is published comes back to its sender, too', () => {
    const { session, receive, sink } = start({
      actuators: [
        { property: 'fan', domain: 'boolean', reports: true },
        { property: 'raw', domain: 'json' },
      ],
    });
    const echo = (property: string, value: Json) => {
      const plan = session.plan({ device: 'user:1', property, value }, bearer);
      if (plan.kind !== 'http') throw new Error('It was refused.');
      receive(Buffer.from(plan.body).toString());
    };
    echo('fan', true);
    echo('publish', { set: { fan: true } });
    echo('raw', { set: { fan: true, raw: 1 } });
    expect(sink.states).toEqual([]);
    expect(sink.values).toEqual([]);
    expect(sink.skips).toHaveLength(3);
    // What it says beside the order is said all the same, and an object of that name that orders nothing is a value like any other.
    receive('{"set":{"fan":true},"message":"on my way","percent":5}');
    receive('{"set":{"temperature":21}}');
    expect(sink.events.map(({ text }) => text)).toEqual(['on my way']);
    expect(sink.values).toEqual([
      ['user:1 percent', 5],
      ['user:1 set.temperature', 21],
    ]);
    receive('{"fan":true}');
    expect(sink.reports).toEqual([
      ['user:1 message', 'on my way'],
      ['user:1 fan', true],
    ]);
  });

  it('refuses a message that would pass for a report', () => {
    const { session } = start({
      actuators: [{ property: 'fan', domain: 'boolean', reports: true }, { property: 'raw' }],
    });
    for (const property of ['publish', 'raw']) {
      expect(session.plan({ device: 'user:1', property, value: { fan: true, x: 1 } }, bearer)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('“set”'),
      });
    }
  });

  it.each([
    ['publish', 'heater.on', { heater: { on: true } }],
    ['raw', 'heater.on', { heater: { on: true } }],
    ['publish', 'axis.0', { axis: [1, 2] }],
    ['publish', 'value', true],
    ['publish', 'value', 5],
  ])('refuses of %s what would be heard as a report of %s', (ordered, property, value) => {
    const { session, receive, sink } = start({
      actuators: [{ property, domain: 'json', reports: true }, { property: 'raw' }],
    });
    expect(session.plan({ device: 'user:1', property: ordered, value }, bearer)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(`“${property}”`),
    });
    receive(JSON.stringify(value));
    expect(sink.reports.map(([name]) => name)).toContain(`user:1 ${property}`);
  });

  it('takes no order for a report, nor for a reading, whose property is nested in it', () => {
    const { session, receive, sink } = start({
      actuators: [{ property: 'heater.on', domain: 'boolean', reports: true }],
    });
    for (const set of [{ 'heater.on': true }, { heater: { on: true } }]) {
      const plan = session.plan({ device: 'user:1', property: 'publish', value: { set } }, bearer);
      expect(plan).toMatchObject({
        confirmation: { by: 'report', device: 'user:1', property: 'heater.on', value: true },
        touches: [{ device: 'user:1', property: 'heater.on' }],
      });
      receive(JSON.stringify({ set }));
    }
    expect(sink.states).toEqual([]);
    expect(sink.skips).toHaveLength(2);
    receive('{"heater":{"on":true}}');
    expect(sink.reports).toEqual([['user:1 heater.on', true]]);
  });

  it('has no actuator of the name under which orders are published', () => {
    expect(() => start({ actuators: [{ property: 'set' }] })).toThrow('expected another name than');
    expect(() => start({ actuators: [{ property: 'setpoint' }, { property: 'set.x' }] })).not.toThrow();
  });

  it('renews a token known to have run out once, and otherwise tries again', () => {
    const { session, context } = start();
    const refused = { code: 1006, reason: '', wasOpen: false };
    const claims = Buffer.from(JSON.stringify({ exp: context.now() / 1000 - 1 })).toString('base64url');
    session.requests({ kind: 'bearer', token: `x.${claims}.y` });
    expect(session.closed('', refused).next).toBe('renew-token');
    expect(session.closed('', refused).next).toBe('retry');
    expect(session.closed('', { code: 1008, reason: '', wasOpen: true }).next).toBe('renew-token');
    expect(session.closed('', { code: 1006, reason: '', wasOpen: true }).next).toBe('retry');
  });

  it('stays unharmed by hostile bytes', () => {
    const valid = ['{"message":"Added 14 banana breads","percent":50}', '{"a":{"b":[1,true,null]}}'];
    fc.assert(
      fc.property(fc.array(hostileBodies(valid), { maxLength: 10 }), (bodies) => {
        const { session, context } = start();
        expectHarmless(
          session,
          context,
          bodies.map((body) => frameOf(body)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
