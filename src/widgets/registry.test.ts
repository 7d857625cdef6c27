import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWidget, widgets } from './registry.ts';

const series = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };

function problems(type: string, options: unknown): readonly string[] {
  const prepared = findWidget(type)?.prepare(options);
  return !prepared || prepared.ok ? [] : prepared.problems;
}

describe('the registry', () => {
  it('has each type once', () => {
    const types = widgets.map((widget) => widget.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('knows nothing of types that nobody declared, not even of words every object knows', () => {
    expect(findWidget('rocket')).toBeUndefined();
    expect(findWidget('constructor')).toBeUndefined();
  });
});

describe('a widget’s options', () => {
  it('are told what is missing, where', () => {
    expect(problems('timeseries', { series: [{ connection: 'bridge', quantity: 'temperature' }] })).toEqual([
      'options.series[0].device: required',
    ]);
    expect(problems('stat', undefined)).toEqual(['options: required']);
  });

  it('are told what is wrong and what would be right', () => {
    expect(problems('timeseries', { series: [series], window: '2m' })).toEqual([
      'options.window: expected one of "30s", "1m", "5m", "15m", "1h", "6h", "24h"',
    ]);
    expect(problems('gauge', { series, min: 'low' })).toEqual(['options.min: expected number']);
    expect(problems('timeseries', { series: [] })).toEqual([
      'options.series: expected at least 1 in the list',
    ]);
  });

  it('are told of an actuator that a group names twice: its second order would be refused every time', () => {
    const relay = { connection: 'bridge', device: 'relay/1', property: 'state' };
    const targets = [{ actuator: relay }, { actuator: { ...relay, device: 'relay/2' } }];
    expect(problems('group', { targets })).toEqual([]);
    expect(problems('group', { targets: [...targets, { actuator: relay, value: true }] })).toEqual([
      'options.targets: expected each actuator once',
    ]);
  });

  it('are told of words that no option has', () => {
    expect(problems('stat', { series, colour: 'red' })).toEqual([
      'options.colour: unknown key; correct or remove it',
    ]);
  });

  it('may be any JSON without anything being thrown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...widgets), fc.jsonValue(), (widget, options) => {
        const prepared = widget.prepare(options);
        expect(prepared.ok || prepared.problems.length > 0).toBe(true);
      }),
    );
  });
});
