import { describe, expect, it } from 'vitest';
import { snapshot } from '../model/connection.fixture.ts';
import type { ConnectionSnapshot, LinkDelay } from '../model/connection.ts';
import { overallQuality, qualityOf } from './quality.ts';

const NOW = 1_700_000_000_000;

function online(delay: Partial<LinkDelay> | null, silentMs = 0): ConnectionSnapshot {
  const told = delay && ({ ms: 0, to: 'probe', at: NOW, ...delay } as const);
  return snapshot({ link: { lastSignAt: NOW - silentMs, silenceLimitMs: 15_000, delay: told } });
}

describe('how well a link serves', () => {
  it('goes by how long the far end takes to answer', () => {
    expect(qualityOf(online({ ms: 40 }), NOW)).toBe('good');
    expect(qualityOf(online({ ms: 900 }), NOW)).toBe('slow');
    expect(qualityOf(online({ ms: 4_000 }), NOW)).toBe('poor');
  });

  it('allows the opening of a link more time, which takes several ways there and back', () => {
    expect(qualityOf(online({ ms: 900, to: 'opening' }), NOW)).toBe('good');
    expect(qualityOf(online({ ms: 3_000, to: 'opening' }), NOW)).toBe('slow');
    expect(qualityOf(online({ ms: 9_000, to: 'opening' }), NOW)).toBe('poor');
  });

  it('is not known where no delay is, or only one of long ago: a busy link is not asked, and neither is called good', () => {
    expect(qualityOf(online(null), NOW)).toBeNull();
    expect(qualityOf(online({ ms: 4_000, at: NOW - 200_000 }), NOW)).toBeNull();
  });

  it('is silence where nothing was heard for longer than orders allow, or the clock was set back', () => {
    expect(qualityOf(online({ ms: 40 }, 16_000), NOW)).toBe('silent');
    expect(qualityOf(online({ ms: 40 }, -16_000), NOW)).toBe('silent');
  });

  it('is nothing while there is no link', () => {
    expect(qualityOf({ ...online({ ms: 40 }), status: 'reconnecting' }, NOW)).toBeNull();
    expect(qualityOf(snapshot(), NOW)).toBeNull();
  });
});

describe('how well the device is served', () => {
  it('goes by its slowest link', () => {
    expect(overallQuality([online({ ms: 40 }), online({ ms: 900 })], undefined, NOW)).toBe('slow');
  });

  it('goes by what the browser estimates of the network, where that is worse', () => {
    expect(overallQuality([online({ ms: 40 })], { effectiveType: '4g' }, NOW)).toBe('good');
    expect(overallQuality([online({ ms: 40 })], { effectiveType: '3g' }, NOW)).toBe('slow');
    expect(overallQuality([online({ ms: 40 })], { effectiveType: 'slow-2g' }, NOW)).toBe('poor');
  });

  it('is not known where no link’s is, unless the browser calls the network slow', () => {
    const unknown = [online(null), online({ ms: 4_000, at: NOW - 200_000 })];
    for (const network of [undefined, {}, { effectiveType: '4g' }]) {
      expect(overallQuality(unknown, network, NOW)).toBeNull();
    }
    expect(overallQuality(unknown, { effectiveType: '3g' }, NOW)).toBe('slow');
    expect(overallQuality([...unknown, online({ ms: 900 })], undefined, NOW)).toBe('slow');
    expect(overallQuality([online(null), online(null, 20_000)], undefined, NOW)).toBeNull();
  });

  it('is silence only where all are silent: one back end may have nothing to say', () => {
    expect(overallQuality([online(null, 20_000), online({ ms: 40 })], undefined, NOW)).toBe('good');
    expect(overallQuality([online(null, 20_000)], undefined, NOW)).toBe('silent');
    expect(overallQuality([], undefined, NOW)).toBeNull();
  });
});
