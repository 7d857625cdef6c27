import { describe, expect, it, vi } from 'vitest';
import { LIST, start } from './clown-talk.fixture.ts';

describe('questions', () => {
  it('announces sensors and actuators, and asks each what it is set to', () => {
    const { session, receive, sink, asked } = start();
    session.opened('');
    receive(LIST);
    receive('["thermometer/i2c0-48/config/ok", {"publish-interval": 5}]\n');
    expect(sink.actuators).toEqual([
      {
        device: 'led/-',
        property: 'state',
        domain: { type: 'choice', options: ['off', 'on', '1-dot', '2-dot', '3-dot'] },
        reports: true,
      },
      { device: 'relay/i2c0-3b', property: 'state', domain: { type: 'boolean' }, reports: true },
      { device: 'relay/i2c0-3f', property: 'state', domain: { type: 'boolean' }, reports: true },
      {
        device: 'thermometer/i2c0-48',
        property: 'publish-interval',
        domain: { type: 'number', min: 0, unit: 's' },
        reports: true,
      },
    ]);
    expect(asked()).toEqual([
      '["thermometer/i2c0-48/config/get",{}]\n',
      '["led/-/get",{}]\n',
      '["relay/i2c0-3b/get",{}]\n',
      '["relay/i2c0-3f/get",{}]\n',
    ]);
  });

  it('takes the error that answers them for a sensor without an interval, whoever asks it again, until the link opens anew', () => {
    const { context, session, receive, sink } = start();
    const intervals = () => sink.actuators.filter(({ property }) => property === 'publish-interval');
    session.opened('');
    receive(LIST);
    receive('["thermometer/i2c0-48/config/error", {"error": "nothing to configure"}]\n');
    receive('["thermometer/i2c0-48/config/error", {"error": "nothing to configure"}]\n');
    context.pass(60_000);
    expect([...sink.rejections, ...sink.notices, ...sink.unreadables, ...intervals()]).toEqual([]);
    session.opened('');
    receive(LIST);
    receive('["thermometer/i2c0-48/config/ok", {"publish-interval": 5}]\n');
    receive('["thermometer/i2c0-48/config/error", {"error": "too short"}]\n');
    expect(intervals()).toHaveLength(1);
    expect(sink.rejections).toHaveLength(1);
    expect(sink.notices).toHaveLength(1);
  });

  it('takes a sensor that has an interval after all for one whose refusals count', () => {
    const { session, receive, sink } = start();
    session.opened('');
    receive(LIST);
    receive('["thermometer/i2c0-48/config/error", {"error": "busy"}]\n');
    receive('["thermometer/i2c0-48/config/ok", {"publish-interval": 5}]\n');
    receive('["thermometer/i2c0-48/config/error", {"error": "too short"}]\n');
    expect(sink.actuators.filter(({ property }) => property === 'publish-interval')).toHaveLength(1);
    expect(sink.rejections).toHaveLength(1);
  });

  it('takes a sensor that does not answer them for one whose interval can be set', () => {
    const { context, session, receive, sink } = start();
    session.opened('');
    receive(LIST);
    context.pass(10_000);
    expect(sink.actuators.map(({ device }) => device)).toContain('thermometer/i2c0-48');
    receive('["thermometer/i2c0-48/config/error", {"error": "too short"}]\n');
    expect(sink.rejections).toHaveLength(1);
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
