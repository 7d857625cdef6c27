import { beforeEach, describe, expect, it } from 'vitest';
import { liveStore } from '../live/index.ts';
import { healthNow, wallName } from './beat.ts';

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
