import { beforeEach, describe, expect, it, vi } from 'vitest';
import { inOneTab } from './one-tab.ts';

let kept: Map<string, string>;
/** As the browser does it: one after the other. */
let turn: Promise<unknown>;
const locks = {
  request: (_key: string, _options: object, work: () => Promise<boolean>) => {
    const mine = turn.then(work);
    turn = mine;
    return mine;
  },
};

beforeEach(() => {
  kept = new Map();
  turn = Promise.resolve();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.stubGlobal('document', { baseURI: 'https://plant.example/' });
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function tabs(...heard: readonly boolean[]) {
  const told: number[] = [];
  const tells = heard.map((isHeard, tab) => async () => {
    told.push(tab);
    return isHeard;
  });
  return { told, tells };
}

describe('of several tabs', () => {
  it('one tells of an event', async () => {
    const { told, tells } = tabs(true, true, true);
    const noticed = await Promise.all(tells.map((tell) => inOneTab('sound', 'high', tell)));
    expect(told).toEqual([0]);
    expect(noticed).toEqual([true, true, true]);
  });

  it('the next one tries where nobody could hear the first', async () => {
    const { told, tells } = tabs(false, true, true);
    const noticed = await Promise.all(tells.map((tell) => inOneTab('sound', 'high', tell)));
    expect(told).toEqual([0, 1]);
    expect(noticed).toEqual([false, true, true]);
  });

  it('one tells of what is worse at once, and of the next event', async () => {
    const { told, tells } = tabs(true, true, true, true);
    const [low, high, lower, later] = tells;
    if (!low || !high || !lower || !later) throw new Error('Too few tabs.');
    await inOneTab('sound', 'medium', low);
    await inOneTab('sound', 'critical', high);
    await inOneTab('sound', 'medium', lower);
    expect(told).toEqual([0, 1]);
    vi.setSystemTime(Date.now() + 5_000);
    await inOneTab('sound', 'medium', later);
    expect(told).toEqual([0, 1, 3]);
  });

  it('one tells in each way, and of each deployment', async () => {
    const { told, tells } = tabs(true, true, true);
    const [first, second, third] = tells;
    if (!first || !second || !third) throw new Error('Too few tabs.');
    await inOneTab('sound', 'high', first);
    await inOneTab('notification', 'high', second);
    vi.stubGlobal('document', { baseURI: 'https://plant.example/other/' });
    await inOneTab('sound', 'high', third);
    expect(told).toEqual([0, 1, 2]);
  });

  it('each tells where the clock was set back since', async () => {
    const { told, tells } = tabs(true, true);
    const [first, second] = tells;
    if (!first || !second) throw new Error('Too few tabs.');
    await inOneTab('sound', 'high', first);
    vi.setSystemTime(Date.now() - 3_600_000);
    await inOneTab('sound', 'high', second);
    expect(told).toEqual([0, 1]);
  });
});

describe('a browser without locks or storage', () => {
  it('lets each tab tell', async () => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('localStorage', undefined);
    const { told, tells } = tabs(true, true);
    for (const tell of tells) expect(await inOneTab('sound', 'high', tell)).toBe(true);
    expect(told).toEqual([0, 1]);
  });
});

describe('a browser that does not answer', () => {
  it('lets the tab tell after a moment', async () => {
    const { told, tells } = tabs(true);
    const [tell] = tells;
    if (!tell) throw new Error('No tab.');
    vi.stubGlobal('navigator', {
      locks: { request: () => Promise.reject(new DOMException('', 'TimeoutError')) },
    });
    expect(await inOneTab('sound', 'high', tell)).toBe(true);
    expect(told).toEqual([0]);
  });
});
