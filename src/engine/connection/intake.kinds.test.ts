import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '../series/store.ts';
import { setUp } from './intake.fixture.ts';

const STRANGE = 'a value of another type than before';

function valuesOf(series: Series | undefined): number[] {
  const values: number[] = [];
  if (!series) return values;
  const { samples } = series;
  samples.feed(samples.start, samples.end, {
    addRun: (_base, _ticks, run, from, to) => values.push(...run.subarray(from, to)),
  });
  return values;
}

describe('the kinds of quantities', () => {
  it('takes neither on and off nor words for a number', () => {
    const { intake, find, store } = setUp();
    intake.reading('barometer', 'pressure', 1_000, 98.5, 'kPa');
    intake.state('barometer', 'pressure', false, 2_000);
    intake.state('barometer', 'pressure', 'high', 3_000);
    expect(find('barometer', 'pressure')).toMatchObject({ lastTime: 1_000, lastValue: 98.5, kind: 'number' });
    expect(intake).toMatchObject({ readings: 1, unreadableCount: 2, unreadableWhy: STRANGE });
    expect(store.count).toBe(1);
  });

  it('takes neither numbers nor words for on and off, and tells what was said instead', () => {
    const { intake, find } = setUp();
    intake.state('relay', 'state', true, 1_000);
    intake.reading('relay', 'state', 2_000, 0);
    intake.state('relay', 'state', 'warm', 3_000);
    expect(find('relay', 'state')).toMatchObject({ lastTime: 1_000, lastValue: 1, kind: 'state' });
    expect(intake).toMatchObject({ readings: 1, unreadableCount: 2, unreadableWhy: STRANGE });
    expect(intake.lastReport('relay', 'state')).toMatchObject({ value: 'warm' });
  });

  it('takes neither a number nor on and off for words', () => {
    const { intake, find } = setUp();
    intake.state('stove', 'mode', 'eco', 1_000);
    intake.reading('stove', 'mode', 2_000, 0);
    intake.state('stove', 'mode', false, 3_000);
    expect(find('stove', 'mode')).toBeUndefined();
    expect(intake).toMatchObject({ readings: 0, unreadableCount: 2, unreadableWhy: STRANGE });
  });

  it('begins a line anew where five values in a row are of another kind, and says so once', () => {
    const { intake, find, desk, news } = setUp();
    intake.state('thermometer', 'temperature', false, 1_000);
    const wrong = find('thermometer', 'temperature');
    for (let n = 1; n <= 6; n++) intake.reading('thermometer', 'temperature', 1_000 + n, 20 + n, '℃');
    expect(wrong?.isGone).toBe(true);
    expect(find('thermometer', 'temperature')).toMatchObject({ kind: 'number', unit: '℃', lastValue: 26 });
    expect(valuesOf(find('thermometer', 'temperature'))).toEqual([25, 26]);
    expect(intake.unreadableCount).toBe(4);
    desk.sendNow();
    const told = news.at(-1);
    expect(told?.gone).toEqual([{ connection: 'c', device: 'thermometer', quantity: 'temperature' }]);
    expect(told?.series).toMatchObject([{ kind: 'number' }]);
    expect(told?.log?.map(({ device, text }) => `${device}: ${text}`)).toEqual([
      'thermometer: temperature comes as numbers now, as on and off before. What it was before is not shown any more.',
    ]);
  });

  it('gives up the line of what has become words, and takes it up again with numbers', () => {
    const { intake, find, desk, news, store } = setUp();
    intake.reading('stove', 'mode', 1_000, 0);
    for (let n = 0; n < 5; n++) intake.state('stove', 'mode', 'eco', 2_000 + n);
    expect(find('stove', 'mode')).toBeUndefined();
    expect(store.count).toBe(0);
    desk.sendNow();
    expect(news.at(-1)).toMatchObject({ gone: [{ quantity: 'mode' }], reported: [{ value: 'eco' }] });
    const unreadable = intake.unreadableCount;
    intake.state('stove', 'mode', 'warm', 3_000);
    expect(intake.unreadableCount).toBe(unreadable);
    for (let n = 0; n < 5; n++) intake.reading('stove', 'mode', 4_000 + n, n);
    expect(valuesOf(find('stove', 'mode'))).toEqual([4]);
  });

  it('counts only values in a row, of each quantity for itself', () => {
    const { intake, find } = setUp();
    for (let n = 0; n < 20; n++) {
      intake.reading('d', 'a', 1_000 + n, 20);
      intake.state('d', 'a', true, 1_000 + n);
      intake.reading('d', 'b', 1_000 + n, 20);
    }
    expect(find('d', 'a')).toMatchObject({ kind: 'number' });
    expect(find('d', 'b')).toMatchObject({ kind: 'number' });
    expect(intake).toMatchObject({ readings: 40, unreadableCount: 20 });
  });

  it('takes a number with each report of it, and an unknown one for no change of kind', () => {
    const { intake, find } = setUp();
    intake.state('dimmer', 'level', null, 1_000);
    for (let n = 0; n < 3; n++) {
      intake.reading('dimmer', 'level', 2_000 + n, 40);
      intake.state('dimmer', 'level', 40, 2_000 + n);
      intake.state('dimmer', 'level', null, 2_000 + n);
    }
    expect(valuesOf(find('dimmer', 'level'))).toEqual([40, 40, 40]);
    expect(intake.unreadableCount).toBe(0);
  });

  it('takes no history of numbers for a state', () => {
    const { intake, find } = setUp();
    intake.state('d', 'q', true, 1_000);
    intake.history('d', 'q', [20, 21]);
    expect(find('d', 'q')?.history).toEqual([]);
    expect(intake.unreadableCount).toBe(1);
  });

  it('knows what was restored of a quantity before it was heard of', () => {
    const { intake, store, find } = setUp();
    store.open('c', 'd', 'q', '℃', 'number', 1_000)?.restore(500, 20);
    intake.state('d', 'q', true, 1_000);
    expect(find('d', 'q')).toMatchObject({ lastValue: 20, kind: 'number' });
    expect(intake.unreadableCount).toBe(1);
  });

  it('never has two kinds in one line, and loses nothing uncounted, in whatever order they come', () => {
    const value = fc.oneof(fc.boolean(), fc.integer({ min: 20, max: 30 }), fc.constantFrom('warm', '21.5'));
    const runs = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 7 })), { maxLength: 20 });
    fc.assert(
      fc.property(runs, (list) => {
        const { intake, find } = setUp();
        let time = 1_000;
        let lines = 0;
        let texts = 0;
        for (const [one, times] of list) {
          for (let n = 0; n < times; n++) {
            time += 1_000;
            const counted = intake.readings + intake.unreadableCount;
            if (typeof one === 'number') intake.reading('d', 'q', time, one);
            else intake.state('d', 'q', one, time);
            if (typeof one === 'string') texts += 1;
            else {
              lines += 1;
              expect(intake.readings + intake.unreadableCount).toBe(counted + 1);
            }
            const series = find('d', 'q');
            const isRight = (kept: number) => (series?.kind === 'state' ? kept < 2 : kept >= 20);
            expect(valuesOf(series).every(isRight)).toBe(true);
            if (series?.lastTime === time) expect(series.lastValue).toBe(Number(one));
          }
          if (times < 5) continue;
          const kind = find('d', 'q')?.kind;
          expect(kind).toBe(
            typeof one === 'number' ? 'number' : typeof one === 'boolean' ? 'state' : undefined,
          );
        }
        expect(intake.dropped).toBe(0);
        expect(intake.readings + intake.unreadableCount).toBeLessThanOrEqual(lines + texts);
      }),
    );
  });
});
