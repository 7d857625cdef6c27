import { describe, expect, it } from 'vitest';
import { oneSeries } from './naive.fixture.ts';

const NOW = 1_750_000_000_000;
const MINUTE = 60_000;

describe('what was heard last of a series', () => {
  it('is nothing at first, and then the newest reading, as of when it arrived at the latest', () => {
    const { series } = oneSeries();
    expect(series.heard).toEqual({ time: Number.NaN, value: Number.NaN });
    series.append(NOW, 1, NOW + 40);
    expect(series.heard).toEqual({ time: NOW, value: 1 });
    series.append(NOW + 50_000, 2, NOW + 1_000);
    expect(series.heard).toEqual({ time: NOW + 1_000, value: 2 });
    series.append(NOW - 10, 3, NOW + 2_000);
    expect(series.heard.value).toBe(3);
  });

  it('is the newest reading whatever older ones come late, where its time is not from the future', () => {
    const { series } = oneSeries();
    series.append(NOW, 1, NOW);
    series.append(NOW - MINUTE, 2, NOW + 1_000);
    expect(series.heard).toEqual({ time: NOW, value: 1 });
    // Clocks differ by a little.
    series.append(NOW + 4_000, 3, NOW + 1_000);
    series.append(NOW + 3_000, 4, NOW + 2_000);
    expect(series.heard).toEqual({ time: NOW + 1_000, value: 3 });
  });

  it('is what has arrived since a reading from the future, until one is newer than that', () => {
    const { series } = oneSeries();
    series.append(NOW + 4 * MINUTE, 1, NOW);
    series.append(NOW + 1_000, 2, NOW + 1_000);
    series.append(NOW + 2_000, 3, NOW + 2_000);
    expect(series.heard).toEqual({ time: NOW + 2_000, value: 3 });
    // Of what arrives at once the newest.
    series.append(NOW + 4_000, 5, NOW + 4_000);
    series.append(NOW + 3_000, 4, NOW + 4_000);
    expect(series.heard).toEqual({ time: NOW + 4_000, value: 5 });
    expect(series.lastValue).toBe(1);
    series.append(NOW + 4 * MINUTE, 6, NOW + 4 * MINUTE);
    expect(series.heard).toEqual({ time: NOW + 4 * MINUTE, value: 6 });
    series.append(NOW + 3 * MINUTE, 7, NOW + 5 * MINUTE);
    expect(series.heard.value).toBe(6);
  });

  it('is the newest that is left where those after it were forgotten', () => {
    const { series } = oneSeries();
    series.append(NOW, 1, NOW);
    series.append(NOW + 4 * MINUTE, 2, NOW + 1_000);
    series.append(NOW - 1_000, 3, NOW + 2_000);
    series.forgetAfter(NOW + MINUTE);
    expect(series.heard).toEqual({ time: NOW, value: 1 });
  });

  it('is nothing of before the page was loaded, wherever that comes back', () => {
    const { series } = oneSeries();
    series.append(NOW + MINUTE, 5, NOW);
    series.restore(NOW + 50_000, 99);
    expect(series.heard).toEqual({ time: NOW, value: 5 });
    expect(series.isRestored).toBe(false);
    series.append(NOW + 1_000, 6, NOW + 1_000);
    series.restore(NOW + 55_000, 98);
    expect(series.heard).toEqual({ time: NOW + 1_000, value: 6 });
  });

  it('is not live where what comes back of before is newer than what came live', () => {
    const { series } = oneSeries();
    series.append(NOW, 5, NOW);
    series.restore(NOW, 4);
    expect(series.isRestored).toBe(false);
    series.restore(NOW + MINUTE, 99);
    expect(series).toMatchObject({ isRestored: true, isHeard: true, lastValue: 99 });
    expect(series.info.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    series.append(NOW + MINUTE, 6, NOW + MINUTE);
    expect(series.isRestored).toBe(false);
  });
});

it('A line is known to be broken off behind its newest reading, or before one from the future, until it goes on', () => {
  for (const ahead of [false, true]) {
    const { series } = oneSeries();
    expect(series.isBrokenOff).toBe(false);
    series.append(NOW, 1, NOW);
    if (ahead) {
      series.append(NOW + 4 * MINUTE, 2, NOW + 1_000);
      series.append(NOW + 2_000, 3, NOW + 2_000);
    }
    for (let at = NOW + 10_000; at < NOW + MINUTE; at += 10_000) {
      expect(series.isBrokenOff).toBe(false);
      series.breakAt(at);
      expect(series.isBrokenOff).toBe(true);
      series.append(at + 5_000, 4, at + 5_000);
    }
    expect(series.isBrokenOff).toBe(false);
  }
});
