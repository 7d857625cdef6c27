import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { start } from './clown-talk.fixture.ts';
import { expectHarmless, frameOf, hostileBodies, hostileTexts } from './hostile-frames.ts';

const LIST =
  '["-/-/config/ok", {"sensors":["thermometer/i2c0-48"],"actuators":["led/-","relay/i2c0-3b","relay/i2c0-3f"],"notifications":["boot"]}]\n';
const HELLO =
  '["clown.talk/-/config/ok", {"ack":false,"device":"bridge","capabilities":1,"firmware-datetime":"2016-01-01","firmware-release":"v1.2"}]\n';

describe('opening', () => {
  it('puts user name and password into the address, where browsers take them from', () => {
    const { session } = start();
    expect(session.requests({ kind: 'basic', username: 'clown', password: 'b@g/cl:wn' })).toEqual([
      { name: '', url: 'wss://clown:b%40g%2Fcl%3Awn@hub.example/auth/clown-talk-server_nodes_bridge_0' },
    ]);
    expect(session.requests({ kind: 'none' })[0]?.url).toBe(
      'wss://hub.example/auth/clown-talk-server_nodes_bridge_0',
    );
  });

  it('puts a signed-in person’s token where the password is, for a gate that knows people', () => {
    const { session } = start();
    expect(session.requests({ kind: 'bearer', token: 'x.y-z_.w' })[0]?.url).toBe(
      'wss://oauth2:x.y-z_.w@hub.example/auth/clown-talk-server_nodes_bridge_0',
    );
  });

  it('puts it into the query where the gate takes it there, so that no browser is asked for it first, or remembers it', () => {
    const { session } = start({ tokenParameter: 'access_token' });
    expect(session.requests({ kind: 'bearer', token: 'x.y-z_.w' })[0]?.url).toBe(
      'wss://hub.example/auth/clown-talk-server_nodes_bridge_0?access_token=x.y-z_.w',
    );
    expect(session.requests({ kind: 'basic', username: 'clown', password: 'big' })[0]?.url).toBe(
      'wss://clown:big@hub.example/auth/clown-talk-server_nodes_bridge_0',
    );
  });

  it('with a token known to have run out asks for a new one, once; after that the hub may be away', () => {
    const { session, context } = start();
    const claims = Buffer.from(JSON.stringify({ exp: context.now() / 1000 - 1 })).toString('base64url');
    session.requests({ kind: 'bearer', token: `x.${claims}.y` });
    const refused = { code: 1006, reason: '', wasOpen: false };
    expect(session.closed('', refused).next).toBe('renew-token');
    expect(session.closed('', refused)).toEqual({
      next: 'retry',
      reason: expect.stringContaining('refuses the access token'),
    });
    session.opened('');
    expect(session.closed('', refused).next).toBe('renew-token');
  });

  it('leaves an open link alone when the token is renewed: whoever comes in is looked at there, and not later', () => {
    expect(start().session.credentialsChanged?.({ kind: 'bearer', token: 'next' })).toBe('keep');
  });

  it('greets first, as the hub is silent otherwise, and asks what there is', () => {
    expect(
      start()
        .session.opened('')
        .map(({ body }) => body),
    ).toEqual(['["clown.talk/-/config/set",{}]\n', '["-/-/config/list",{}]\n']);
  });

  it('announces the bridge by its greeting', () => {
    const { receive, sink } = start();
    receive(HELLO);
    expect(sink.devices).toEqual([
      {
        device: 'bridge',
        kind: 'gateway',
        facts: { 'firmware-release': 'v1.2', 'firmware-datetime': '2016-01-01' },
      },
    ]);
  });

  it('announces sensors and actuators, and asks each what it is set to', () => {
    const { session, receive, sink, asked } = start();
    session.opened('');
    receive(LIST);
    expect(sink.actuators).toEqual([
      {
        device: 'thermometer/i2c0-48',
        property: 'publish-interval',
        domain: { type: 'number', min: 0, unit: 's' },
        reports: true,
      },
      {
        device: 'led/-',
        property: 'state',
        domain: { type: 'choice', options: ['off', 'on', '1-dot', '2-dot', '3-dot'] },
        reports: true,
      },
      { device: 'relay/i2c0-3b', property: 'state', domain: { type: 'boolean' }, reports: true },
      { device: 'relay/i2c0-3f', property: 'state', domain: { type: 'boolean' }, reports: true },
    ]);
    expect(asked()).toEqual([
      '["thermometer/i2c0-48/config/get",{}]\n',
      '["led/-/get",{}]\n',
      '["relay/i2c0-3b/get",{}]\n',
      '["relay/i2c0-3f/get",{}]\n',
    ]);
  });

  it('asks only what is new when a probe is answered, and everything after a reconnect', () => {
    const { session, receive, asked } = start();
    session.opened('');
    receive(LIST);
    const first = asked().length;
    expect(session.probe?.()).toEqual([{ body: '["-/-/config/list",{}]\n' }]);
    receive(LIST);
    expect(asked()).toHaveLength(first);
    receive('["-/-/config/ok", {"sensors":["thermometer/i2c0-48","pir/-"],"actuators":[]}]');
    expect(asked().slice(first)).toEqual(['["pir/-/config/get",{}]\n']);
    session.opened('');
    receive(LIST);
    expect(asked()).toHaveLength(2 * first + 1);
  });

  it('asks relays that are known from before at once, and not again when they are announced', () => {
    const { context, session, receive, asked } = start();
    context.devices.push('relay/i2c0-3b', 'thermometer/i2c0-48', 'led/-', 'relay/gone', 'no device');
    expect(session.opened('').map(({ body }) => body)).toEqual([
      '["clown.talk/-/config/set",{}]\n',
      '["-/-/config/list",{}]\n',
      '["relay/i2c0-3b/get",{}]\n',
      '["relay/gone/get",{}]\n',
    ]);
    receive(LIST);
    expect(asked()).toEqual([
      '["thermometer/i2c0-48/config/get",{}]\n',
      '["led/-/get",{}]\n',
      '["relay/i2c0-3f/get",{}]\n',
    ]);
  });

  it('doubts what was reported and asks anew when the bridge has restarted behind a hub that stayed, once a second at most', () => {
    const { session, receive, sink, context } = start();
    session.opened('');
    context.devices.push('relay/i2c0-3b');
    receive(LIST);
    receive('["relay/i2c0-3b", {"state": true}]\n');
    const before = context.sent.length;
    receive('["boot", {"reason-for-reset":"power-on"}]\n');
    receive('["boot", null]\n');
    expect(sink.doubts).toEqual(['thermometer/i2c0-48', 'led/-', 'relay/i2c0-3b', 'relay/i2c0-3f']);
    const asked = () => context.sent.slice(before).flatMap(({ frames }) => frames.map(({ body }) => body));
    expect(asked()).toEqual(['["-/-/config/list",{}]\n', '["relay/i2c0-3b/get",{}]\n']);
    receive(LIST);
    expect(asked().slice(2)).toEqual([
      '["thermometer/i2c0-48/config/get",{}]\n',
      '["led/-/get",{}]\n',
      '["relay/i2c0-3f/get",{}]\n',
    ]);
    context.pass(1_000);
    receive('["boot", null]\n');
    expect(asked()).toHaveLength(7);
  });

  it('doubts what was reported between two starts of the bridge, too, and asks once more when a second is over', () => {
    const { session, receive, sink, context } = start();
    session.opened('');
    receive(LIST);
    receive('["relay/i2c0-3b", {"state": true}]\n');
    const doubts = vi.spyOn(sink, 'doubt');
    receive('["boot", null]\n');
    context.devices.push('relay/i2c0-3b');
    receive('["led/-", {"state": "on"}]\n');
    context.pass(200);
    receive('["boot", null]\n');
    receive(LIST);
    receive('["relay/i2c0-3b", {"state": true}]\n');
    context.pass(300);
    const { length } = context.sent;
    for (let boots = 0; boots < 5; boots++) receive('["boot", null]\n');
    expect(doubts).toHaveBeenCalledTimes(3);
    expect([...(doubts.mock.calls[1]?.[0] ?? [])]).toContain('led/-');
    expect([...(doubts.mock.calls[2]?.[0] ?? [])]).toContain('relay/i2c0-3b');
    context.pass(499);
    expect(context.sent).toHaveLength(length);
    context.pass(1);
    const asked = () => context.sent.slice(length).map(({ frames }) => frames.map(({ body }) => body));
    expect(asked()).toEqual([['["-/-/config/list",{}]\n', '["relay/i2c0-3b/get",{}]\n']]);
    context.pass(5_000);
    expect(asked()).toHaveLength(1);
    // Not on another link.
    receive('["boot", null]\n');
    receive('["boot", null]\n');
    session.opened('');
    context.pass(5_000);
    expect(asked()).toHaveLength(2);
  });

  it('asks again when the link was busy, but not on another link', () => {
    const { context, session, receive, asked } = start();
    session.opened('');
    context.takes = false;
    receive(LIST);
    context.takes = true;
    context.pass(1000);
    expect(asked()).toHaveLength(4);
    session.opened('');
    context.takes = false;
    receive(LIST);
    context.takes = true;
    session.opened('');
    context.pass(5000);
    expect(asked()).toHaveLength(4);
    expect(context.waiting).toBe(0);
  });

  it('announces no name that no device has, and not without bound', () => {
    const { session, receive, sink } = start();
    session.opened('');
    const wrong = [
      '',
      'relay',
      'a/b/c',
      '/x',
      'x/',
      `relay/${'x'.repeat(33)}`,
      5,
      null,
      '__proto__',
      'a/\u0000',
    ];
    receive(JSON.stringify(['-/-/config/ok', { sensors: wrong, actuators: 'relay/a' }]));
    expect(sink.devices).toEqual([]);
    const many = Array.from({ length: 20_000 }, (_, at) => `relay/${at}`);
    receive(JSON.stringify(['-/-/config/ok', { actuators: many }]));
    expect(sink.actuators).toHaveLength(1000);
  });
});

describe('data', () => {
  it('is a value with its unit or without, several in one message', () => {
    const { receive, sink } = start();
    receive('["thermometer/i2c0-48", {"temperature":[20.01,"℃"]}]\n');
    receive('["barometer/i2c0-60", {"pressure":[101.9,"kPa"],"altitude":[583.0,"m"]}]\n');
    receive('["pir/-", {"event-count":1467}]');
    expect(sink.readings.map(({ device, quantity, value, unit }) => [device, quantity, value, unit])).toEqual(
      [
        ['thermometer/i2c0-48', 'temperature', 20.01, '℃'],
        ['barometer/i2c0-60', 'pressure', 101.9, 'kPa'],
        ['barometer/i2c0-60', 'altitude', 583, 'm'],
        ['pir/-', 'event-count', 1467, ''],
      ],
    );
    expect(sink.readings[0]?.time).toBe(1_767_225_600_000);
  });

  it('of a relay is its state; null means that the module is not answering', () => {
    const { receive, sink } = start();
    receive('["relay/i2c0-3b", {"state": true}]\n');
    receive('["relay/i2c0-3b", {"state": null}]\n');
    receive('["led/-", {"state": "1-dot"}]\n');
    expect(sink.reports).toEqual([
      ['relay/i2c0-3b state', true],
      ['relay/i2c0-3b state', null],
      ['led/- state', '1-dot'],
    ]);
  });

  it('may come in several lines of one message, with or without the last newline', () => {
    const { receive, sink } = start();
    receive('["a/1", {"x":1}]\n["a/2", {"x":2}]\r\n\n["a/3", {"x":3}]');
    receive('["a/4", {"x":4}, {"qos": 1}]\n');
    receive(new TextEncoder().encode('["a/5", {"x":5}]\n'));
    expect(sink.values.map(([, value]) => value)).toEqual([1, 2, 3, 4, 5]);
    expect(sink.unreadables).toEqual([]);
  });

  it('goes on after a line that cannot be read', () => {
    const { receive, sink } = start();
    receive('["a/1", {"x":1}]\n["a/2", {"x"\nnonsense\n{}\n[]\n["a/3"]\n[5,{}]\n["a/4", {"x":4}]\n');
    receive('["a/1", 5]');
    receive('["a/1", {"x":{"y":1},"z":[{}],"big":[1e400,"m"],"ok":1}]');
    expect(sink.values.map(([, value]) => value)).toEqual([1, 4, 1]);
    expect(sink.unreadables).toHaveLength(10);
  });

  it('of a megabyte in one line is read, of more is not, and of a million lines is left', () => {
    const { receive, sink } = start();
    receive(`["a/1", {"x":1, "junk":"${'x'.repeat(1_000_000)}"}]\n`);
    expect(sink.values).toHaveLength(1);
    expect(sink.unreadables).toHaveLength(1);
    receive(`["a/1", {"x":"${'x'.repeat(1024 * 1024)}"}]\n`);
    expect(sink.unreadables.at(-1)).toBe('larger than 1 MiB');
    const { length } = sink.unreadables;
    receive('\n'.repeat(1_000_000));
    expect(sink.unreadables).toHaveLength(length);
    receive('[\n'.repeat(500_000));
    expect(sink.unreadables).toHaveLength(length + 1001);
    expect(sink.unreadables.at(-1)).toBe('more than 1,000 lines in one message');
  });

  it('of one level is a notification', () => {
    const { receive, sink } = start();
    receive('["boot", {"reason-for-reset":"power-on"}]\n');
    receive('["boot", null]\n');
    receive('["wifi", {"ssid":"plant","passw\\u006frd":"hunter2","apiKey":7}]\n');
    receive('["wifi", {"name":"password","value":"hunter2","channel":6}]\n');
    expect(sink.events.map(({ text }) => text)).toEqual([
      'boot: reason-for-reset power-on',
      'boot',
      'wifi: ssid plant, password [left out], apiKey [left out]',
      'wifi: name password, value [left out], channel 6',
    ]);
  });

  it("of somebody else's orders is skipped", () => {
    const { receive, sink } = start();
    receive('["relay/i2c0-3b/set", {"state": true}]\n');
    receive('["thermometer/i2c0-48/config/set", {"publish-interval": 5}]\n');
    receive('["a/b/c/d/e/f", {}]\n');
    expect(sink.skips).toHaveLength(3);
    expect(sink.states).toEqual([]);
  });

  it('stays harmless, whatever it holds', () => {
    const valid = [
      LIST,
      HELLO,
      '["thermometer/i2c0-48", {"temperature":[20.01,"℃"]}]\n["relay/i2c0-3b", {"state": true}]\n',
      '["thermometer/i2c0-48/config/ok", {"publish-interval": 5}]',
      '["thermometer/i2c0-48/config/error", {"reason": "no"}]',
      '["boot", {"reason-for-reset":"power-on"}]',
    ];
    const lines = fc.array(hostileTexts(valid), { maxLength: 5 }).map((texts) => texts.join('\n'));
    fc.assert(
      fc.property(fc.array(fc.oneof(hostileBodies(valid), lines), { maxLength: 10 }), (frames) => {
        const { session, context } = start();
        session.opened('');
        expectHarmless(
          session,
          context,
          frames.map((body) => frameOf(body)),
        );
      }),
      { numRuns: 500 },
    );
  });
});
