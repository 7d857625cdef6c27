import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlant } from './create-plant.ts';

describe('the plant’s clock', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('steps ten times a second and tells its listeners after each', () => {
    const plant = createPlant({ seed: 1, extraDevices: 0 });
    const listener = vi.fn();
    const remove = plant.onStep(listener);
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(10);
    remove();
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(10);
    plant.stop();
  });

  it('makes up for a late timer but not for a long sleep', () => {
    const plant = createPlant({ seed: 1, extraDevices: 0 });
    const listener = vi.fn();
    plant.onStep(listener);
    vi.setSystemTime(Date.now() + 900);
    vi.advanceTimersByTime(100);
    expect(listener).toHaveBeenCalledTimes(10);
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(100);
    expect(listener).toHaveBeenCalledTimes(10);
    vi.advanceTimersByTime(100);
    expect(listener).toHaveBeenCalledTimes(11);
    plant.stop();
  });

  it('holds no timer once stopped', () => {
    const plant = createPlant({ seed: 1, extraDevices: 0 });
    plant.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('remembers the newest 10,000 orders, oldest first', () => {
    const plant = createPlant({ seed: 1, extraDevices: 0 });
    for (let at = 0; at < 10_002; at += 1) {
      plant.received({ device: 'relay/i2c0-3b', property: 'state', value: true, at });
    }
    expect(plant.orders).toHaveLength(10_000);
    expect(plant.orders[0]?.at).toBe(2);
    expect(plant.orders.at(-1)?.at).toBe(10_001);
    plant.stop();
  });
});
