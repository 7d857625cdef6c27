import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/command.ts';
import { start } from './clown-talk.fixture.ts';
import type { CommandPlan } from './protocol.ts';

function bodies(plan: CommandPlan): unknown {
  return plan.kind === 'frames' ? plan.frames.map(({ body }) => body) : plan.kind;
}

describe('orders', () => {
  const { session } = start();
  const plan = (device: string, property: string, value: boolean | number | string | null | { x: number }) =>
    session.plan({ device, property, value }, { kind: 'none' });

  it('to a relay are booleans, confirmed by its report', () => {
    expect(plan('relay/i2c0-3b', 'state', true)).toEqual({
      kind: 'frames',
      frames: [{ body: '["relay/i2c0-3b/set",{"state":true}]\n' }],
      confirmation: { by: 'report', device: 'relay/i2c0-3b', property: 'state', value: true },
    });
    for (const wrong of ['true', 1, null, { x: 1 }])
      expect(plan('relay/i2c0-3b', 'state', wrong).kind).toBe('refused');
  });

  it('to the LED are one of five', () => {
    expect(bodies(plan('led/-', 'state', '2-dot'))).toEqual(['["led/-/set",{"state":"2-dot"}]\n']);
    for (const wrong of ['blink', true, 1]) expect(plan('led/-', 'state', wrong).kind).toBe('refused');
  });

  it('for the interval are numbers of seconds, by the verb that the firmware knows', () => {
    expect(bodies(plan('thermometer/i2c0-48', 'publish-interval', 5))).toEqual([
      '["thermometer/i2c0-48/config/set",{"publish-interval":5}]\n',
    ]);
    const newer = start({ configVerb: 'update' }).session;
    expect(
      bodies(newer.plan({ device: 'pir/-', property: 'publish-interval', value: 0 }, { kind: 'none' })),
    ).toEqual(['["pir/-/config/update",{"publish-interval":0}]\n']);
    for (const wrong of [-1, '5', Number.NaN, null]) {
      expect(plan('thermometer/i2c0-48', 'publish-interval', wrong).kind).toBe('refused');
    }
  });

  it('to other devices are JSON objects, ended by having been sent', () => {
    expect(plan('display/-', 'state', { x: 1 })).toEqual({
      kind: 'frames',
      frames: [{ body: '["display/-/set",{"x":1}]\n' }],
      confirmation: { by: 'acceptance' },
      touches: [{ device: 'display/-', property: 'set' }],
    });
    expect(plan('display/-', 'state', true).kind).toBe('refused');
  });

  it('that the bridge would ignore without a word are refused', () => {
    for (const device of ['relay', 'a/b/c', `relay/${'x'.repeat(33)}`, '-/-/config', '']) {
      expect(plan(device, 'state', true).kind).toBe('refused');
      expect(plan(device, 'publish-interval', 5).kind).toBe('refused');
    }
  });

  it('for the interval are answered by its report or by a rejection', () => {
    const { receive, sink } = start();
    receive('["thermometer/i2c0-48/config/ok", {"publish-interval": 5}]\n');
    receive('["thermometer/i2c0-48/config/error", {"reason": "too short"}]\n');
    receive('["thermometer/i2c0-48/config/error", {}]\n');
    expect(sink.reports).toEqual([['thermometer/i2c0-48 publish-interval', 5]]);
    expect(sink.rejections.map(({ device, property }) => [device, property])).toEqual([
      ['thermometer/i2c0-48', 'publish-interval'],
      ['thermometer/i2c0-48', 'publish-interval'],
    ]);
    expect(sink.rejections[0]?.reason).toContain('too short');
    // Of whoever asked: the hub tells everybody.
    expect(sink.rejections.every(({ isForAll }) => isForAll)).toBe(true);
    receive('["thermometer/i2c0-48/config/error", {"reason": "password=hunter2"}]\n');
    expect(JSON.stringify([sink.rejections, sink.notices])).not.toContain('hunter2');
  });
});

it('is tried again however it ends', () => {
  const { session } = start();
  for (const wasOpen of [true, false]) {
    expect(session.closed('', { code: 1006, reason: '', wasOpen }).next).toBe('retry');
  }
});

describe('orders to any device', () => {
  it('may go to type/address/set, announced or not, and nowhere else', () => {
    const { session } = start();
    expect(session.capabilities).toEqual({ commands: true, raw: { property: 'set' } });
    expect(session.takes?.('display/i2c0-3c', 'set')).toEqual({ type: 'json' });
    for (const device of ['display', 'display/a/b', `display/${'a'.repeat(33)}`, ''])
      expect(session.takes?.(device, 'set')).toBeUndefined();
    expect(session.takes?.('relay/i2c0-3b', 'state')).toBeUndefined();
    expect(
      session.plan({ device: 'display/i2c0-3c', property: 'set', value: { text: 'Hi' } }, { kind: 'none' }),
    ).toEqual({
      kind: 'frames',
      frames: [{ body: '["display/i2c0-3c/set",{"text":"Hi"}]\n' }],
      confirmation: { by: 'acceptance' },
      touches: [{ device: 'display/i2c0-3c', property: 'state' }],
    });
  });

  it('are a relay’s own order where they say the same, so that both are one target', () => {
    const { session } = start();
    const plan = (value: Json) =>
      session.plan({ device: 'relay/i2c0-3b', property: 'set', value }, { kind: 'none' });
    const own = session.plan({ device: 'relay/i2c0-3b', property: 'state', value: true }, { kind: 'none' });
    expect(plan({ state: true })).toEqual(own);
    expect(plan({ state: true, ramp: 1 })).toMatchObject({
      confirmation: { by: 'report', property: 'state', value: true },
    });
    expect(plan({ ramp: 1 })).toMatchObject({ confirmation: { by: 'acceptance' } });
  });
});
