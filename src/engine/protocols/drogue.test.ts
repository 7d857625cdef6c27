import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/command.ts';
import { drogue, drogueShape } from './drogue.ts';
import { expectHarmless, frameOf, hostileBodies } from './hostile-frames.ts';
import type { Credentials } from './protocol.ts';
import { RecordingContext } from './recording-context.ts';
import { started } from './started.fixture.ts';

const TIME = '2025-12-31T23:59:58.5Z';
const AT = Date.parse(TIME);
let sequence = 0;

function event(fields: Record<string, unknown>): string {
  sequence += 1;
  return JSON.stringify({
    specversion: '1.0',
    id: `id-${sequence}`,
    source: 'drogue://fleet/meter-office',
    type: 'io.drogue.event.v1',
    subject: 'power',
    time: TIME,
    datacontenttype: 'application/json',
    application: 'fleet',
    device: 'meter-office',
    ...fields,
  });
}

function start(options: Record<string, unknown> = {}, url = 'wss://drogue.example') {
  const context = new RecordingContext(url);
  const session = started(drogue, drogueShape, { application: 'fleet', ...options }, context);
  return {
    context,
    session,
    sink: context.sink,
    receive: (body: unknown) => session.decode(frameOf(body), context.sink),
  };
}

const dimmer = {
  device: 'dimmer-1',
  property: 'level',
  domain: { min: 0, max: 100 },
  reports: true,
};
const commands = { commandUrl: 'https://command.example/', actuators: [dimmer] };
const bearer: Credentials = { kind: 'bearer', token: 'a.b.c' };

describe('the address', () => {
  it('holds application, channel, group and credentials, percent-encoded', () => {
    const { session } = start({ application: 'a/b', channel: 'ch 1', groupId: 'wall&1' }, 'wss://d/x/');
    const url = (credentials: Credentials) => session.requests(credentials)[0]?.url;
    expect(url(bearer)).toBe('wss://d/x/a%2Fb/ch%201?token=a.b.c&group_id=wall%261');
    expect(url({ kind: 'api-key', username: 'u', key: 'k=' })).toBe(
      'wss://d/x/a%2Fb/ch%201?username=u&api_key=k%3D&group_id=wall%261',
    );
    expect(url({ kind: 'basic', username: 'u', password: 'p' })).toContain('username=u&api_key=p');
    const proxied = start({ groupId: 'wall' }, 'wss://d/?tenant=a').session;
    expect(proxied.requests(bearer)[0]?.url).toBe('wss://d/fleet?tenant=a&token=a.b.c&group_id=wall');
    expect(start().session.requests({ kind: 'none' })).toEqual([
      { name: '', url: 'wss://drogue.example/fleet' },
    ]);
  });
});

describe('events', () => {
  it('become readings and states at the time of their source', () => {
    const { receive, sink } = start();
    receive(event({ data: { power: 91.5, geoloc: { lat: 48.1 }, on: true, mode: 'eco', label: '12' } }));
    expect(sink.readings).toEqual([
      { device: 'meter-office', quantity: 'power', time: AT, value: 91.5, unit: '' },
      { device: 'meter-office', quantity: 'geoloc.lat', time: AT, value: 48.1, unit: '' },
    ]);
    expect(sink.reports).toEqual([
      ['meter-office on', true],
      ['meter-office mode', 'eco'],
      ['meter-office label', '12'],
    ]);
  });

  it('with a single number are readings called value', () => {
    const { receive, sink } = start();
    receive(event({ data: 5 }));
    expect(sink.values).toEqual([['meter-office value', 5]]);
  });

  it('delivered twice are taken once', () => {
    const { receive, sink } = start();
    const once = event({ data: { power: 1 } });
    receive(once);
    receive(once);
    receive(event({ id: 'same', source: 'x', data: { power: 2 } }));
    receive(event({ id: 'same', source: 'y', data: { power: 3 } }));
    expect(sink.values.map(([, value]) => value)).toEqual([1, 2, 3]);
    expect(sink.skips).toHaveLength(1);
  });

  it('in base64 are read when they are JSON and skipped otherwise', () => {
    const { receive, sink } = start();
    const data_base64 = Buffer.from('{"power":7,"note":"℃"}').toString('base64');
    receive(event({ data_base64, datacontenttype: 'application/senml+json; charset=utf-8' }));
    receive(event({ data_base64, datacontenttype: 'application/octet-stream' }));
    receive(event({ data_base64: '%', datacontenttype: 'application/json' }));
    receive(event({ data_base64: 5, datacontenttype: 'application/json' }));
    expect(sink.values).toEqual([['meter-office power', 7]]);
    expect(sink.reports).toEqual([['meter-office note', '℃']]);
    expect(sink.skips).toEqual(['a binary payload', 'a binary payload']);
    expect(sink.unreadables).toHaveLength(1);
  });

  it('of presence say that a device came or went, and are no telemetry', () => {
    const { receive, sink } = start();
    receive(event({ type: 'io.drogue.connection.v1', subject: 'connection', data: { connected: true } }));
    receive(event({ type: 'io.drogue.connection.v1', subject: 'connection', data: { connected: false } }));
    receive(event({ type: 'io.drogue.connection.v1', data: {} }));
    expect(sink.devices).toMatchObject([
      { present: true, at: AT },
      { present: false, at: AT },
    ]);
    expect(sink.events.map(({ text }) => text)).toEqual(['connected', 'disconnected']);
    expect(sink.readings).toEqual([]);
    expect(sink.unreadables).toHaveLength(1);
  });

  it('of other types are skipped, and what is no event of a device is counted', () => {
    const { receive, sink } = start();
    receive(event({ type: 'io.drogue.registry.v1', data: { x: 1 } }));
    for (const wrong of [
      '',
      '[',
      '[]',
      'null',
      '{}',
      event({ device: '' }),
      event({ device: 5 }),
      event({ data: null }),
    ]) {
      receive(wrong);
    }
    receive(new Uint8Array([255]));
    receive('x'.repeat(1024 * 1024 + 1));
    expect(sink.skips).toHaveLength(1);
    expect(sink.unreadables).toHaveLength(10);
    expect(sink.readings).toEqual([]);
  });

  it('never harm, whatever they hold', () => {
    const valid = [
      event({ data: { power: 91.5, geoloc: { lat: 48.1 }, on: true } }),
      event({ data_base64: 'eyJhIjoxfQ==' }),
      event({ type: 'io.drogue.connection.v1', data: { connected: true } }),
    ];
    fc.assert(
      fc.property(fc.array(hostileBodies(valid), { maxLength: 10 }), (bodies) => {
        const { session, context } = start(commands);
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

describe('tokens', () => {
  it('renewed reach the open socket in the one message that Drogue takes', () => {
    const { session } = start();
    expect(session.credentialsChanged?.(bearer)).toEqual([{ body: '{"RefreshAccessToken":"a.b.c"}' }]);
    expect(session.credentialsChanged?.({ kind: 'none' })).toBe('reconnect');
    expect(session.opened('')).toEqual([]);
    expect(session.probe).toBeUndefined();
  });

  it('are renewed after a policy close', () => {
    const { session } = start();
    const closing = session.closed('', { code: 1008, reason: 'JWT token expired', wasOpen: true });
    expect(closing).toEqual({ next: 'renew-token', reason: expect.stringContaining('JWT token expired') });
  });

  it('known to have run out are renewed once when the socket does not open; after that the server may be away', () => {
    const { session, context } = start();
    const claims = Buffer.from(JSON.stringify({ exp: context.now() / 1000 - 1 })).toString('base64url');
    session.requests({ kind: 'bearer', token: `x.${claims}.y` });
    const refused = { code: 1006, reason: '', wasOpen: false };
    expect(session.closed('', refused).next).toBe('renew-token');
    expect(session.closed('', refused).next).toBe('retry');
    session.opened('');
    expect(session.closed('', refused).next).toBe('renew-token');
  });

  it('good or unknown are not blamed for a server that is away', () => {
    const { session } = start();
    session.requests(bearer);
    const { next, reason } = session.closed('', { code: 1006, reason: '', wasOpen: false });
    expect(next).toBe('retry');
    expect(reason).toContain('cannot tell');
  });

  it('have nothing to do with other ends', () => {
    const { session } = start();
    const next = (code: number) => session.closed('', { code, reason: '', wasOpen: true }).next;
    expect(next(1002)).toBe('fault');
    for (const code of [1000, 1001, 1006, 1011, 1012, 1013]) expect(next(code)).toBe('retry');
  });
});

describe('commands', () => {
  it('need a command endpoint', () => {
    const order = { device: 'dimmer-1', property: 'level', value: 40 };
    expect(start().session.capabilities.commands).toBe(false);
    expect(start().session.plan(order, bearer).kind).toBe('refused');
    expect(start().session.takes?.('dimmer-1', 'level')).toBeUndefined();
    expect(start(commands).session.capabilities).toEqual({ commands: true, raw: {} });
  });

  it('of any name and payload may be sent to any device, as they are', () => {
    const { session } = start({ commandUrl: 'https://c' });
    expect(session.capabilities).toEqual({ commands: true, raw: {} });
    expect(session.takes?.('gate 7', 'reboot')).toEqual({ type: 'json' });
    const value = { after: 5 };
    expect(session.plan({ device: 'gate 7', property: 'reboot', value }, bearer)).toMatchObject({
      kind: 'http',
      method: 'POST',
      url: expect.stringMatching(/\/devices\/gate%207\?command=reboot$/),
      body: '{"after":5}',
      confirmation: { by: 'acceptance' },
      renewOn401: true,
    });
  });

  it('are announced when the link opens, and confirmed by the report of the same property', () => {
    const { session, sink, receive } = start(commands);
    session.opened('');
    expect(sink.actuators).toEqual([
      { device: 'dimmer-1', property: 'level', domain: { type: 'number', min: 0, max: 100 }, reports: true },
    ]);
    expect(session.plan({ device: 'dimmer-1', property: 'level', value: 40 }, bearer)).toEqual({
      kind: 'http',
      method: 'POST',
      url: 'https://command.example/api/command/v1alpha1/apps/fleet/devices/dimmer-1?command=level',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer a.b.c' },
      body: '{"level":40}',
      confirmation: { by: 'report', device: 'dimmer-1', property: 'level', value: 40 },
      renewOn401: true,
    });
    receive(event({ device: 'dimmer-1', data: { level: 40 } }));
    expect(sink.values).toEqual([['dimmer-1 level', 40]]);
    expect(sink.reports).toEqual([['dimmer-1 level', 40]]);
  });

  it('send a JSON object as it is, under the configured name, with acceptance as the end', () => {
    const { session } = start({
      commandUrl: 'https://c',
      actuators: [{ device: 'd/1', property: 'raw', command: 'do it' }],
    });
    const plan = session.plan(
      { device: 'd/1', property: 'raw', value: { a: [1] } },
      { kind: 'api-key', username: 'u', key: 'k' },
    );
    expect(plan).toMatchObject({
      url: 'https://c/api/command/v1alpha1/apps/fleet/devices/d%2F1?command=do%20it',
      headers: { Authorization: 'Basic dTpr' },
      body: '{"a":[1]}',
      confirmation: { by: 'acceptance' },
    });
  });

  it('by an actuator’s command name are the actuator’s own, told of by the same report', () => {
    const { session } = start({
      commandUrl: 'https://c',
      actuators: [{ device: 'd', property: 'fan', command: 'setFan', domain: 'boolean', reports: true }],
    });
    const confirmation = (property: string, value: Json) => {
      const plan = session.plan({ device: 'd', property, value }, bearer);
      return plan.kind === 'http' && plan.confirmation;
    };
    const report = { by: 'report', device: 'd', property: 'fan', value: true };
    expect(confirmation('fan', true)).toEqual(report);
    expect(confirmation('setFan', { fan: true })).toEqual(report);
    expect(confirmation('setFan', { speed: 3 })).toEqual({ by: 'acceptance' });
    expect(confirmation('reboot', { fan: true })).toEqual({ by: 'acceptance' });
  });

  it('by a command name touch every actuator that has it, whether that reports or not', () => {
    const level = { device: 'd', property: 'level', command: 'set', domain: {}, reports: false };
    const { session } = start({
      commandUrl: 'https://c',
      actuators: [
        level,
        { ...level, property: 'fan', reports: true },
        { ...level, property: 'boost' },
        { ...level, device: 'elsewhere' },
        { device: 'd', property: 'plain', domain: {} },
      ],
    });
    const touches = (property: string) => {
      const plan = session.plan({ device: 'd', property, value: 5 }, bearer);
      return plan.kind === 'http' && plan.touches;
    };
    expect(touches('set')).toEqual([
      { device: 'd', property: 'level' },
      { device: 'd', property: 'fan' },
      { device: 'd', property: 'boost' },
    ]);
    // Actuators that share a command each order something else by it.
    expect(touches('level')).toBeUndefined();
    expect(touches('plain')).toBeUndefined();
  });

  it('of several things are confirmed by what is reported of the property, and not waited for where nothing would be', () => {
    const { session } = start({
      commandUrl: 'https://c',
      actuators: [{ device: 'd', property: 'mode', reports: true }],
    });
    const confirmation = (value: Json) => {
      const plan = session.plan({ device: 'd', property: 'mode', value }, bearer);
      return plan.kind === 'http' && plan.confirmation;
    };
    expect(confirmation({ mode: 'eco', until: 7 })).toMatchObject({ by: 'report', value: 'eco' });
    expect(confirmation({ until: 7 })).toEqual({ by: 'acceptance' });
  });
});
