import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decoder } from './decoder.ts';
import { Encoder, newTrack, type SeriesHead } from './encoder.ts';

const BASE = 1_750_000_000_000;

type Entry =
  | { readonly type: 'reading'; readonly series: number; readonly time: number; readonly value: number }
  | { readonly type: 'break'; readonly series: number; readonly time: number };

function headOf(series: number): SeriesHead {
  return {
    device: `thermometer/${series}`,
    quantity: 'temperature',
    unit: '℃',
    kind: series === 2 ? 'state' : 'number',
  };
}

function collect(bytes: Uint8Array, most = Number.POSITIVE_INFINITY) {
  const heads: SeriesHead[] = [];
  const entries: Entry[] = [];
  const decoder = new Decoder(bytes, BASE, {
    open: (_number, head) => heads.push(head),
    reading: (series, time, value) => entries.push({ type: 'reading', series, time, value }),
    broken: (series, time) => entries.push({ type: 'break', series, time }),
  });
  while (decoder.read(most)) {
    // Reads on.
  }
  return { heads, entries, damaged: decoder.damaged };
}

const time = fc.oneof(
  fc.integer({ min: BASE - 1_000_000, max: BASE + 1_000_000 }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((tick) => BASE + tick / 16),
  fc.integer({ min: 0, max: 1e14 }),
);
const value = fc.oneof(
  fc.integer({ min: -40_000, max: 40_000 }).map((hundredths) => hundredths / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 0.1 + 0.2, 1e-7, 2 ** 53, -(2 ** 50), 1e300),
);
const entry = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ type: fc.constant('reading' as const), series: fc.nat(3), time, value }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('break' as const),
      series: fc.nat(3),
      time: fc.integer({ min: 0, max: 1e14 }),
    }),
  },
);

function write(encoder: Encoder, entries: readonly Entry[], tracks = [0, 1, 2, 3].map(newTrack)): void {
  for (const one of entries) {
    const track = tracks[one.series] ?? newTrack();
    if (one.type === 'break') encoder.broken(track, headOf(one.series), one.time);
    else encoder.reading(track, headOf(one.series), one.time, one.value);
  }
}

/** Series are numbered in the order in which they are first heard of. */
function renumbered(entries: readonly Entry[]): Entry[] {
  const order = [...new Set(entries.map((one) => one.series))];
  return entries.map((one) => ({ ...one, series: order.indexOf(one.series) }));
}

describe('a chunk of history', () => {
  it('gives back whatever was written, exactly and in order', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 200, size: 'max' }),
        fc.integer({ min: 1, max: 50 }),
        (entries, most) => {
          const encoder = new Encoder(BASE);
          write(encoder, entries);
          const read = collect(encoder.bytes(), most);
          expect(read.damaged).toBe(false);
          expect(read.entries).toEqual(renumbered(entries));
          expect(read.heads).toEqual([...new Set(entries.map((one) => one.series))].map(headOf));
        },
      ),
    );
  });

  it('stands alone, whatever the chunks before it held', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (before, after) => {
        const tracks = [0, 1, 2, 3].map(newTrack);
        const encoder = new Encoder(BASE);
        write(encoder, before, tracks);
        encoder.next(BASE);
        write(encoder, after, tracks);
        expect(collect(encoder.bytes()).entries).toEqual(renumbered(after));
      }),
    );
  });

  it('names things as they were named, whatever that is', () => {
    const name = fc.string({ unit: 'binary', maxLength: 20 });
    const names = fc.oneof(
      name,
      name.map((one) => `\ufeff${one}`),
    );
    fc.assert(
      fc.property(names, names, names, (device, quantity, unit) => {
        const encoder = new Encoder(BASE);
        const head = { device, quantity, unit, kind: 'number' } as const;
        encoder.reading(newTrack(), head, BASE, 1);
        expect(collect(encoder.bytes()).heads).toEqual([head]);
      }),
    );
  });

  it('survives any damage, and hands over nothing that is no number', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        fc.nat(),
        (entries, changes, cut) => {
          const encoder = new Encoder(BASE);
          write(encoder, entries);
          const bytes = encoder.bytes();
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const read = collect(bytes.subarray(0, cut % (bytes.length + 1)));
          for (const one of read.entries) {
            expect(Number.isFinite(one.time)).toBe(true);
            if (one.type === 'reading') expect(Number.isFinite(one.value)).toBe(true);
          }
        },
      ),
    );
  });

  it('reads what is no chunk at all without an error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void collect(bytes)));
  });

  it('takes about five bytes for what a sensor says every second', () => {
    const encoder = new Encoder(BASE);
    const track = newTrack();
    for (let n = 0; n < 1_000; n++) {
      encoder.reading(
        track,
        headOf(0),
        BASE + n * 1_000 + (n % 7),
        Math.round(2_000 + Math.sin(n / 50) * 500) / 100,
      );
    }
    expect(encoder.length / 1_000).toBeLessThan(6);
  });
});
