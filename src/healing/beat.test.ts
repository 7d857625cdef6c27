import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveStore } from '../live/index.ts';
import { healthNow, startBeat, wallName } from './beat.ts';

beforeEach(() => liveStore.setState(liveStore.getInitialState(), true));

describe('how a page says it is', () => {
  it('names the engine’s state and losses', () => {
    expect(healthNow(1, 2, true)).toMatchObject({
      since: 1,
      beatAt: 2,
      isWall: true,
      engine: { state: 'running', losses: 0, lastLostAt: null },
      connections: { online: 0, all: 0 },
    });
    liveStore.setState({ failure: 'It stopped.', losses: { count: 2, at: 7, why: 'silent' } });
    expect(healthNow(1, 2, true).engine).toEqual({ state: 'restarting', losses: 2, lastLostAt: 7 });
  });

  it('names a wall after the end of its address', () => {
    expect(['/kiosk/hall-2', '/plant7/kiosk/hall-2/', '/'].map(wallName)).toEqual(['hall-2', 'hall-2', '']);
  });
});

describe('a page tells that it lives', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('to the service worker that came after it, too, which does not control it; every ten seconds, and as soon as there is one', async () => {
    const postMessage = vi.fn();
    let active: { postMessage: typeof postMessage } | null = null;
    let isReady = () => {};
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    const getRegistration = async () => ({ active });
    const serviceWorker = Object.assign(new EventTarget(), { controller: null, ready, getRegistration });
    vi.stubGlobal('navigator', { serviceWorker });
    startBeat('https://plant.example.com/', () => true);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(postMessage).not.toHaveBeenCalled();
    active = { postMessage };
    isReady();
    await vi.advanceTimersByTimeAsync(0);
    expect(postMessage).toHaveBeenCalledTimes(1);
    expect(postMessage).toHaveBeenLastCalledWith({
      type: 'beat',
      health: expect.objectContaining({ isWall: true, beatAt: Date.now() }),
    });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(postMessage).toHaveBeenCalledTimes(3);
  });
});
