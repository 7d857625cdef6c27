import { describe, expect, it } from 'vitest';
import { SpentBuffers } from './spent-buffers.ts';

describe('spent buffers', () => {
  it('are used again for what fits, each once', () => {
    const buffers = new SpentBuffers();
    const first = buffers.take(100_000);
    const second = buffers.take(100_000);
    expect(first.byteLength).toBeGreaterThanOrEqual(100_000);
    buffers.give([first, second]);
    expect([buffers.take(99_000), buffers.take(100_100)]).toEqual([first, second]);
    expect(buffers.take(100_000)).not.toBe(first);
  });

  it('are not used for what needs more, or so much less that memory would lie idle', () => {
    const buffers = new SpentBuffers();
    const large = buffers.take(1_000_000);
    buffers.give([large]);
    expect(buffers.take(1_100_000)).not.toBe(large);
    expect(buffers.take(20_000)).not.toBe(large);
    expect(buffers.take(900_000)).toBe(large);
  });

  it('are bounded, and those that have been handed on are not kept', () => {
    const buffers = new SpentBuffers();
    const gone = new ArrayBuffer(32_768);
    structuredClone(gone, { transfer: [gone] });
    const many = Array.from({ length: 200 }, () => new ArrayBuffer(32_768));
    buffers.give([gone, ...many]);
    const known = new Set(many);
    let kept = 0;
    while (known.has(buffers.take(32_768))) kept += 1;
    expect(kept).toBe(64);
    buffers.give(many);
    buffers.clear();
    expect(known.has(buffers.take(32_768))).toBe(false);
  });
});
