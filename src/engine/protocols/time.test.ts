import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordingSink } from './recording-sink.ts';
import { parseTime, timeOr } from './time.ts';

const latest = Date.UTC(5000, 0);
const instant = fc.integer({ min: 0, max: latest });

describe('parseTime', () => {
  it('agrees with Date on every instant written as RFC 3339', () => {
    fc.assert(
      fc.property(instant, (time) => {
        expect(parseTime(new Date(time).toISOString())).toBe(time);
      }),
    );
  });

  it('agrees with Date on any offset and any number of fractional digits', () => {
    const offset = fc
      .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([sign, hours, minutes]) => `${sign}${pad(hours)}:${pad(minutes)}`);
    const fraction = fc
      .array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 })
      .map((digits) => (digits.length > 0 ? `.${digits.join('')}` : ''));
    fc.assert(
      fc.property(fc.integer({ min: 86_400_000, max: latest }), offset, fraction, (time, zone, part) => {
        const second = new Date(time).toISOString().slice(0, 19);
        // Beyond milliseconds engines' `Date` does not agree with itself: it is asked for three digits only.
        const expected = Date.parse(`${second}${part.slice(0, 4)}${zone}`);
        expect(parseTime(`${second}${part}${zone}`)).toBe(expected);
      }),
    );
  });

  it('reads lower-case letters, a space for the T, a leap second and offsets without a colon', () => {
    const time = Date.UTC(2026, 4, 6, 7, 8, 9);
    expect(parseTime('2026-05-06t07:08:09z')).toBe(time);
    expect(parseTime('2026-05-06 07:08:09Z')).toBe(time);
    expect(parseTime('2026-05-06T09:08:09+0200')).toBe(time);
    expect(parseTime('2026-05-06T09:08:09+02')).toBe(time);
    expect(parseTime('2016-12-31T23:59:60Z')).toBe(Date.UTC(2017, 0, 1));
  });

  it('tells seconds, milliseconds, microseconds and nanoseconds apart by their size', () => {
    const seconds = 1_767_225_600;
    for (const factor of [1, 1e3, 1e6, 1e9]) {
      expect(parseTime(seconds * factor)).toBe(seconds * 1000);
      expect(parseTime(String(seconds * factor))).toBe(seconds * 1000);
    }
    expect(parseTime(seconds + 0.25)).toBe(seconds * 1000 + 250);
    expect(parseTime(`${seconds}.25`)).toBe(seconds * 1000 + 250);
  });

  it('takes no day that does not exist', () => {
    for (const day of ['2026-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '2026-01-00', '1900-02-29']) {
      expect(parseTime(`${day}T00:00:00Z`)).toBeNaN();
    }
    expect(parseTime('2024-02-29T00:00:00Z')).toBe(Date.UTC(2024, 1, 29));
    expect(parseTime('2000-02-29T00:00:00Z')).toBe(Date.UTC(2000, 1, 29));
    expect(parseTime('2100-02-29T00:00:00Z')).toBeNaN();
  });

  it('takes nothing that is no time', () => {
    const wrong = [
      null,
      undefined,
      true,
      {},
      [],
      '',
      ' ',
      'yesterday',
      '2026-01-01',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00.Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:61Z',
      '2026-01-01T00:00:00+24:00',
      '2026-01-01T00:00:00+1:00',
      '2026-01-01T00:00:00Zjunk',
      '1e9',
      '-5',
      '1.2.3',
      '.5',
      '0x10',
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e30,
      '0070-01-01T00:00:00Z',
      'x'.repeat(100_000),
    ];
    for (const value of wrong) expect(parseTime(value)).toBeNaN();
  });

  it('gives a time between 1970 and 5138 or none, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const time = parseTime(value);
        expect(Number.isNaN(time) || (time >= 0 && time <= 1e14)).toBe(true);
      }),
    );
  });
});

describe('timeOr', () => {
  const arrival = Date.UTC(2026, 0, 1);

  it('takes the time of arrival where the source has none', () => {
    const sink = new RecordingSink();
    expect(timeOr(undefined, arrival, sink)).toBe(arrival);
    expect(timeOr(null, arrival, sink)).toBe(arrival);
    expect(sink.unreadables).toEqual([]);
  });

  it('counts a time that cannot be read and takes that of arrival', () => {
    const sink = new RecordingSink();
    expect(timeOr('soon', arrival, sink)).toBe(arrival);
    expect(sink.unreadables).toHaveLength(1);
  });

  it('lets no clock that is ahead make a reading look live for longer, and counts it', () => {
    const sink = new RecordingSink();
    expect(timeOr(arrival + 30_000, arrival, sink)).toBe(arrival + 30_000);
    expect(sink.unreadables).toEqual([]);
    expect(timeOr('2030-01-01T00:00:00Z', arrival, sink)).toBe(arrival);
    expect(sink.unreadables).toHaveLength(1);
    expect(timeOr('2020-01-01T00:00:00Z', arrival, sink)).toBe(Date.UTC(2020, 0, 1));
  });
});

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
