import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, isObject, jsonOf, settableProperties, takeValues, textOf, unitOf } from './payload.ts';
import { RecordingSink } from './recording-sink.ts';

function taken(json: string, settable?: ReadonlySet<string>): RecordingSink {
  const sink = new RecordingSink();
  const payload = jsonOf(json, sink);
  if (isObject(payload)) takeValues(sink, 'd', payload, 5, settable);
  return sink;
}

describe('takeValues', () => {
  it('names what is inside objects and lists with dots', () => {
    const sink = taken('{"temp":21.4,"geoloc":{"lat":48.1,"fix":true},"axis":[1,2],"mode":"eco"}');
    expect(sink.values).toEqual([
      ['d temp', 21.4],
      ['d geoloc.lat', 48.1],
      ['d axis.0', 1],
      ['d axis.1', 2],
    ]);
    expect(sink.reports).toEqual([
      ['d geoloc.fix', true],
      ['d mode', 'eco'],
    ]);
  });

  it('leaves numbers in text as text', () => {
    const sink = taken('{"a":"21.4","b":"NaN"}');
    expect(sink.readings).toEqual([]);
    expect(sink.reports).toEqual([
      ['d a', '21.4'],
      ['d b', 'NaN'],
    ]);
  });

  it('reports a number that commands can set as a state too, and null as not known', () => {
    const [settable] = settableProperties([{ device: 'd', property: 'level' }]).values();
    expect(taken('{"level":40}', settable).reports).toEqual([['d level', 40]]);
    expect(taken('{"level":null}', settable).reports).toEqual([['d level', null]]);
    expect(taken('{"level":null}').states).toEqual([]);
  });

  it('refuses numbers too large to be any', () => {
    const sink = taken('{"a":1e400,"b":-1e400,"c":1}');
    expect(sink.values).toEqual([['d c', 1]]);
    expect(sink.unreadables).toHaveLength(2);
  });

  it('takes no reserved name, at no level', () => {
    const sink = taken('{"__proto__":{"x":1},"constructor":2,"a":{"prototype":{"y":1},"__proto__":3},"b":1}');
    expect(sink.values).toEqual([['d b', 1]]);
    expect(sink.unreadables).toHaveLength(4);
  });

  it('goes eight levels deep and says that there is more', () => {
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(taken(deep(8)).readings).toHaveLength(1);
    expect(taken(deep(9)).readings).toHaveLength(0);
    expect(taken(deep(9)).unreadables).toEqual(['nested deeper than 8 levels']);
    expect(taken(deep(100_000)).unreadables).toHaveLength(1);
  });

  it('takes 256 values of one frame and counts the rest once', () => {
    const many = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, at])));
    expect(taken(many(256)).readings).toHaveLength(256);
    expect(taken(many(256)).unreadables).toEqual([]);
    expect(taken(many(10_000)).readings).toHaveLength(256);
    expect(taken(many(10_000)).unreadables).toHaveLength(1);
    expect(taken(`{"a":${many(300)},"b":1}`).unreadables).toEqual(['more than 256 values in one frame']);
  });

  it('passes no endless text on', () => {
    const sink = taken(JSON.stringify({ a: 'x'.repeat(5000), b: 'y' }));
    expect(sink.reports).toEqual([['d b', 'y']]);
    expect(sink.unreadables).toHaveLength(1);
  });
});

describe('names', () => {
  it('have 1 to 200 characters, no controls and are not reserved', () => {
    expect(isName('thermometer/i2c0-48 ℃')).toBe(true);
    expect(isName('x'.repeat(200))).toBe(true);
    for (const wrong of [
      '',
      'x'.repeat(201),
      'a\nb',
      'a\u0000',
      'a\u007f',
      'a\u0085',
      '\u202eabc',
      '\u2066',
      '.',
      '..',
      5,
      null,
    ]) {
      expect(isName(wrong)).toBe(false);
    }
    for (const reserved of ['__proto__', 'constructor', 'prototype']) expect(isName(reserved)).toBe(false);
  });

  it('have nothing in them that is not seen: one would look like another', () => {
    const wrong = ['pu\u200bmp', 'a\u200fb', 'a\u061cb', '\u00ad', 'pu\u200dmp', 'क\u200c', 'a\ufeff'];
    for (const name of [...wrong, 'a\u{e0061}']) expect(isName(name)).toBe(false);
    for (const name of ['क्\u200dष', 'می\u200cخواهم', '👩\u200d🔧', '\u{20000} č °C ℃'])
      expect(isName(name)).toBe(true);
  });

  it('and units are short', () => {
    expect(unitOf('ppm')).toBe('ppm');
    expect(unitOf('x'.repeat(21))).toBeUndefined();
    expect(unitOf(1)).toBeUndefined();
  });
});

describe('bodies', () => {
  it('larger than 1 MiB are not even parsed', () => {
    const sink = new RecordingSink();
    expect(textOf('x'.repeat(1024 * 1024), sink)).not.toBeNull();
    expect(textOf('x'.repeat(1024 * 1024 + 1), sink)).toBeNull();
    expect(textOf(new Uint8Array(1024 * 1024 + 1), sink)).toBeNull();
    expect(sink.unreadables).toEqual(['larger than 1 MiB', 'larger than 1 MiB']);
  });

  it('of bytes are text only when they are valid UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sink = new RecordingSink();
        expect(textOf(new TextEncoder().encode(text), sink)).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
    const sink = new RecordingSink();
    expect(textOf(new Uint8Array([0xc3, 0x28]), sink)).toBeNull();
    expect(sink.unreadables).toEqual(['not valid UTF-8 text']);
  });
});
