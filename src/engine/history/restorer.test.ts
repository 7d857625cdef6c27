import { describe, expect, it } from 'vitest';
import { SeriesStore } from '../series/store.ts';
import { chartColumns } from '../series/window.ts';
import type { Chunk } from './archive.ts';
import { Encoder, newTrack } from './encoder.ts';
import { CONNECTION, NOW } from './history.fixture.ts';
import { restore } from './restorer.ts';
import { sourceOf } from './source.ts';

const MINUTE = 60_000;

/** A minute of readings of each device, one a second, as it was written down. */
function minuteFrom(from: number, devices: readonly string[] = ['d']): Chunk {
  const encoder = new Encoder(from);
  const heads = devices.map((device) => ({
    track: newTrack(),
    head: { device, quantity: 'q', unit: '', kind: 'number' as const },
  }));
  for (let time = from; time < from + MINUTE; time += 1_000)
    for (const { track, head } of heads) encoder.reading(track, head, time, 5);
  const bytes = encoder.bytes();
  return {
    connection: CONNECTION.id,
    source: sourceOf(CONNECTION),
    from,
    run: 'run',
    isAlone: true,
    savedAt: from + MINUTE,
    readings: 60 * devices.length,
    bytes,
    size: bytes.length,
  };
}

async function back(chunks: readonly Chunk[], maxSeries = 10) {
  const limits = { maxSeries, maxDevices: 10, maxBytes: 1 << 24, maxSamplesPerSeries: 10_000 };
  const store = new SeriesStore(limits);
  const [oldest, ...others] = chunks;
  if (!oldest) throw new Error('There is nothing to restore.');
  const rest = (async function* () {
    yield* others;
  })();
  const now = NOW + 10 * MINUTE;
  const restored = await restore(rest, oldest, [CONNECTION], [], store, now, 60 * MINUTE, now);
  const series = store.find({ connection: CONNECTION.id, device: 'd', quantity: 'q' });
  return { restored, drawn: chartColumns(series, NOW, NOW + 10 * MINUTE, 1_000) };
}

describe('bringing back', () => {
  it('leaves a gap where a part could not be read, behind what could', async () => {
    const torn = minuteFrom(NOW + MINUTE);
    torn.bytes.fill(255, Math.floor(torn.bytes.length / 2));
    const { restored, drawn } = await back([minuteFrom(NOW), torn, minuteFrom(NOW + 2 * MINUTE)]);
    expect(restored).toMatchObject({ damaged: 1, readings: drawn.samples });
    const gaps = Array.from(drawn.values, (value, at) => (Number.isNaN(value) ? drawn.times[at + 1] : 0));
    expect(gaps.filter(Boolean)).toEqual([NOW + 2 * MINUTE]);
  });

  it('counts, and says, what there is no place for: of too many series, or from the future', async () => {
    const { restored } = await back([minuteFrom(NOW, ['d', 'e', 'f'])], 1);
    expect(restored).toMatchObject({ readings: 60, leftOut: 120 });
    expect(restored.notes[1]?.[1]).toMatch(/^120 kept readings found no place: .*limits\.maxSeries/);
    const { restored: late } = await back([minuteFrom(NOW + 15 * MINUTE - 29_000)]);
    expect(late).toMatchObject({ readings: 30, leftOut: 30 });
  });
});
