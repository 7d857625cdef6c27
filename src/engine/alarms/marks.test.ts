import { describe, expect, it, vi } from 'vitest';
import { AlarmStore } from './alarm-store.ts';
import { atStart, hot, plant, START } from './desk.fixture.ts';

atStart();

describe('marks for charts', () => {
  it('are read once for all charts of a dashboard that ask at once, each for its own time and series', async () => {
    const { desk, series, journal } = await plant([hot]);
    await desk.start();
    const devices = Array.from({ length: 12 }, (_, n) => `d${n}`);
    for (const [n, device] of devices.entries()) series('temperature', device).append(START + n, 60);
    await journal();
    const between = vi.spyOn(AlarmStore.prototype, 'between');
    const all = await Promise.all(
      devices.map((device, n) => {
        const ref = { connection: 'c', device, quantity: 'temperature' };
        return desk.marks([ref], n === 3 ? START + 4 : START, START + 100 * n);
      }),
    );
    expect(between).toHaveBeenCalledTimes(1);
    expect(all.map((marks) => marks.map(({ device, event }) => `${device} ${event}`))).toEqual(
      devices.map((device, n) => (n === 3 ? [] : [`${device} raised`])),
    );
    between.mockRestore();
  });
});
