import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import { snapshot } from '../../model/connection.fixture.ts';
import { liveStore, takeNews } from '../store.ts';
import { EngineWatch, enterLost } from './watch.ts';

const TARGET = { connection: 'bridge', device: 'relay', property: 'state' } as const;
const OPEN = command({ ...TARGET, id: 'a', state: 'sent', sentAt: 0 });
const SERIES = {
  connection: 'bridge',
  device: 'thermometer',
  quantity: 'temperature',
  unit: '°C',
  kind: 'number',
  staleAfterMs: 30_000,
  decimals: 1,
  history: [],
} as const;

const initial = liveStore.getInitialState();
let watch: EngineWatch;
const host = { post: vi.fn(), end: vi.fn(), start: vi.fn() };

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  liveStore.setState(initial, true);
  watch = new EngineWatch(host);
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

function tell(): void {
  takeNews({
    connections: [snapshot()],
    devices: [{ connection: 'bridge', device: 'thermometer' }],
    series: [SERIES],
    reported: [{ ...TARGET, value: true, at: 0, stale: false }],
    commands: [OPEN],
    log: [{ id: 1, time: 0, connection: 'bridge', device: '', level: 'info', text: 'online' }],
  });
}

describe('the watch over the engine', () => {
  it('asks a silent engine for a sign of life, and replaces it where none comes', () => {
    vi.advanceTimersByTime(1_000);
    expect(host.post).toHaveBeenCalledExactlyOnceWith({ type: 'beat' });
    watch.heard();
    vi.advanceTimersByTime(30_000);
    expect(host.end).toHaveBeenCalledOnce();
    expect(host.start).toHaveBeenCalledOnce();
    expect(liveStore.getState().losses).toMatchObject({ count: 1, why: 'it did not answer any more' });
  });

  it('lets nothing of what the lost engine told look live, and ends what it left open', () => {
    tell();
    watch.crashed('RangeError');
    const { connections, series, reported, commands, failure } = liveStore.getState();
    expect(connections[0]).toMatchObject({ status: 'reconnecting' });
    expect([...series.values()][0]?.staleAfterMs).toBe(Number.NEGATIVE_INFINITY);
    expect([...reported.values()][0]).toMatchObject({ value: true, stale: true });
    expect(commands.get('a')).toMatchObject({ state: 'timed-out' });
    expect(failure).toMatch(/RangeError.*started again by itself/);
  });

  it('has the next engine write down what the lost one left open, once', () => {
    tell();
    watch.crashed('first');
    enterLost([{ ...TARGET, value: false, at: 5 }]);
    vi.advanceTimersByTime(1_000);
    const [lost] = host.start.mock.calls[0] ?? [];
    expect(lost).toMatchObject([
      { id: 'a', state: 'timed-out' },
      { value: false, state: 'timed-out' },
    ]);
    watch.crashed('second');
    vi.advanceTimersByTime(5_000);
    expect(host.start).toHaveBeenLastCalledWith([]);
  });

  it('keeps what was known until the next engine has told what it knows, and forgets the rest', () => {
    tell();
    takeNews({ devices: [{ connection: 'bridge', device: 'gone' }] });
    watch.crashed('RangeError');
    vi.advanceTimersByTime(1_000);
    const early = { devices: [{ connection: 'bridge', device: 'thermometer' }], series: [SERIES] };
    expect(watch.keepBack(early)).toBe(true);
    expect(liveStore.getState().devices.size).toBe(2);
    watch.begun();
    const { devices, series, reported, log, failure } = liveStore.getState();
    expect([...devices.values()].map(({ device }) => device)).toEqual(['thermometer']);
    expect([...series.values()]).toEqual([SERIES]);
    expect(reported.size).toBe(0);
    expect(failure).toBeNull();
    expect(log.at(-1)?.text).toMatch(/The data engine stopped: RangeError/);
    expect(watch.keepBack(early)).toBe(false);
  });

  it('numbers log lines of the next engine on', () => {
    tell();
    watch.crashed('RangeError');
    takeNews({ log: [{ id: 1, time: 9, connection: '', device: '', level: 'info', text: 'again' }] });
    expect(liveStore.getState().log.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('waits longer each time that the next engine fails, too, and counts them all', () => {
    const starts: number[] = [];
    host.start.mockImplementation(() => starts.push(Date.now()));
    const begin = Date.now();
    for (let n = 0; n < 4; n++) {
      watch.crashed('again');
      watch.crashed('told twice');
      vi.advanceTimersByTime(500 * 2 ** n);
    }
    expect(starts.map((at) => at - begin)).toEqual([500, 1500, 3500, 7500]);
    expect(liveStore.getState().losses.count).toBe(4);
  });

  it('does nothing more once it is stopped', () => {
    watch.crashed('RangeError');
    watch.stop();
    vi.advanceTimersByTime(120_000);
    expect(host.start).not.toHaveBeenCalled();
    expect(host.post).not.toHaveBeenCalled();
  });
});
