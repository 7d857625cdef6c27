import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELLO, LIST, start } from './clown-talk.fixture.ts';
import { expectHarmless, frameOf, hostileBodies, hostileTexts } from './hostile-frames.ts';

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
