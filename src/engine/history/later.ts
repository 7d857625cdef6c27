import { type Archive, type Chunk, type ChunkFacts, QUOTA } from './archive.ts';
import { Decoder } from './decoder.ts';
import { Encoder, newTrack, type SeriesHead, type Track } from './encoder.ts';
import { CHUNK_BYTES } from './recorder.ts';

/** Entries read at once: a chunk holds no more. */
const ALL = Number.POSITIVE_INFINITY;

/**
 * What is left of a chunk without its readings later than a time; null where that is nothing.
 * @param from {@link Chunk.from} of what is left
 */
function withoutLater(chunk: Chunk, time: number, from: number): Chunk | null {
  const encoder = new Encoder(from);
  const series: { readonly head: SeriesHead; readonly track: Track }[] = [];
  const decoder = new Decoder(chunk.bytes, chunk.from, {
    open(number, head) {
      series[number] = { head, track: newTrack() };
    },
    reading(number, at, value) {
      const one = series[number];
      if (one && at <= time) encoder.reading(one.track, one.head, at, value);
    },
    broken(number, at) {
      const one = series[number];
      if (one) encoder.broken(one.track, one.head, Math.min(at, time));
    },
  });
  decoder.read(ALL);
  if (encoder.readings === 0) return null;
  const bytes = encoder.bytes();
  const { readings } = encoder;
  return { ...chunk, from, savedAt: time, readings, bytes, size: bytes.length + CHUNK_BYTES };
}

/**
 * Takes all readings later than a time out of what is stored: the clock that they were measured by was wrong. Nothing is dated later after that,
 * and what is left keeps its order. May be done again where it failed half way.
 * @param time epoch ms
 * @returns readings that are not later and went all the same, for there is no room for what is left of their chunks
 * @throws whatever the database does
 */
export async function forgetLater(archive: Archive, time: number): Promise<number> {
  let lost = 0;
  const later = (await archive.facts()).filter(({ savedAt }) => savedAt >= time).sort(inOrder);
  for (const [index, { key }] of later.entries()) {
    const chunk = await archive.chunk(key);
    const left = chunk && withoutLater(chunk, time, Math.min(chunk.from, time - later.length + index));
    lost += await replace(archive, key, left ?? null);
  }
  return lost;
}

/** The browser has no room. */
export function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === QUOTA;
}

/** Where the browser has no room for both at once, the old goes first. Returns how many readings it has no room for then, either. */
async function replace(archive: Archive, key: ChunkFacts['key'], left: Chunk | null): Promise<number> {
  const chunks = left ? [left] : [];
  try {
    await archive.write(chunks, [key]);
  } catch (error) {
    if (!isQuota(error)) throw error;
    await archive.write([], [key]);
    try {
      await archive.write(chunks, []);
    } catch (refused) {
      if (!isQuota(refused)) throw refused;
      return left?.readings ?? 0;
    }
  }
  return 0;
}

function inOrder(one: ChunkFacts, other: ChunkFacts): number {
  return one.key[0] - other.key[0];
}
