import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveStore, noteShows } from '../live/index.ts';
import type { SessionStatus } from '../model/session.ts';
import { healthNow, startBeat, startHeartbeat, wallName } from './beat.ts';

beforeEach(() => liveStore.setState(liveStore.getInitialState(), true));

describe('how a page says it is', () => {
  it('names the engine’s state and losses', () => {
    expect(healthNow(1, 2, true, 'signed-in')).toMatchObject({
      since: 1,
      beatAt: 2,
      isWall: true,
      engine: { state: 'running', losses: 0, lastLostAt: null },
      connections: { online: 0, all: 0 },
      session: 'signed-in',
    });
    liveStore.setState({ failure: 'It stopped.', losses: { count: 2, at: 7, why: 'silent' } });
    expect(healthNow(1, 2, true, 'none').engine).toEqual({ state: 'restarting', losses: 2, lastLostAt: 7 });
  });

  it('has no engine that runs before somebody has signed in, and one for as long as the session’s values are shown', () => {
    const stateOf = (session: SessionStatus) => healthNow(1, 2, true, session).engine.state;
    expect((['signed-out', 'loading', 'signing-out'] as const).map(stateOf)).toEqual([
      'none',
      'none',
      'none',
    ]);
    expect((['none', 'renewal-failed', 'expired'] as const).map(stateOf)).toEqual([
      'running',
      'running',
      'running',
    ]);
  });

  it('says how many screens the wall turns: none where it has nothing to show', () => {
    expect(healthNow(1, 2, true, 'signed-in').shows).toBe(0);
    noteShows(3);
    expect(healthNow(1, 2, true, 'signed-in').shows).toBe(3);
    noteShows(0);
    expect(healthNow(1, 2, true, 'signed-in').shows).toBe(0);
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
    startBeat(
      'https://plant.example.com/',
      () => true,
      () => 'signed-in',
    );
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

  it('to the monitor only while there is something on the wall and an engine that feeds it', async () => {
    const fetched = vi.fn<typeof fetch>(async () => new Response());
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('location', { pathname: '/kiosk/hall' });
    vi.stubGlobal('fetch', fetched);
    let session: SessionStatus = 'signed-out';
    const base = 'https://plant.example.com/';
    const health = startBeat(
      base,
      () => true,
      () => session,
    );
    startHeartbeat(base, { heartbeat: { url: 'alive/{wall}' } }, health);
    await vi.advanceTimersByTimeAsync(60_000);
    session = 'signed-in';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).not.toHaveBeenCalled();
    noteShows(1);
    await vi.advanceTimersByTimeAsync(60_000);
    noteShows(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched.mock.calls.map(([address]) => address)).toEqual(['https://plant.example.com/alive/hall']);
  });

  it('one word at a time to a monitor that does not answer, and again once it does', async () => {
    let answer: (() => void) | undefined;
    const fetched = vi.fn<typeof fetch>(
      () =>
        new Promise((resolve) => {
          answer = () => resolve(new Response());
        }),
    );
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('location', { pathname: '/kiosk/hall' });
    vi.stubGlobal('fetch', fetched);
    noteShows(1);
    const base = 'https://plant.example.com/';
    const health = startBeat(
      base,
      () => true,
      () => 'signed-in',
    );
    startHeartbeat(base, { heartbeat: { url: 'alive/{wall}' } }, health);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(fetched.mock.calls[0]?.[1]?.signal).toBeInstanceOf(AbortSignal);
    answer?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(2);
    noteShows(0);
  });
});
