import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkText } from '../config/check-text.ts';
import { setUp, setup } from '../config/index.ts';
import { liveStore } from '../live/index.ts';
import { alarm } from '../model/alarm.fixture.ts';
import { KEPT_HEADER } from '../model/kept.ts';
import { storedConfig } from '../model/stored-config.ts';
import { followConfig } from './config-file.ts';
import { readMends } from './mends.ts';

const BASE = 'https://plant.example/';
const MINUTE = 60_000;

const OPEN = { id: 'fleet', protocol: 'drogue', url: 'wss://drogue.example', application: 'fleet' };
const SPOKEN = {
  id: 'hub',
  protocol: 'clown-talk',
  url: 'wss://hub.example/x',
  credentials: { kind: 'basic', username: 'clown', password: 'swordfish' },
};
const FILE = {
  title: 'Plant 7',
  connections: [OPEN, SPOKEN],
  dashboards: [],
  kiosk: { heartbeat: { url: 'https://monitor.example/x' } },
};
const text = (file: object = FILE) => JSON.stringify(file);
const renamed = text({ ...FILE, title: 'Plant 8' });

/** What the network says to whoever asks for the file. */
let answer: () => Response | Promise<Response>;
let kept: Map<string, Response>;
let isWall: boolean;
/** Whether the wall shows something. */
let isShown: boolean;
let completed: unknown[];
const reload = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  reload.mockReset();
  kept = new Map();
  completed = [];
  isWall = true;
  isShown = true;
  vi.stubGlobal('fetch', async () => answer());
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('document', { querySelector: () => (isShown ? {} : null) });
  const items = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  const cache = {
    put: async (address: string, response: Response) => kept.set(address, response),
    delete: async (address: string) => kept.delete(address),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  liveStore.setState(liveStore.getInitialState(), true);
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

let stop = () => {};

/** Begins with a configuration: with the file itself, or with what is kept of it. */
async function begin(from: string, isCopy: boolean): Promise<void> {
  const copy = isCopy ? storedConfig(from) : null;
  const begun = copy?.text ?? from;
  const { config } = await checkText(begun, BASE);
  if (!config) throw new Error('It is no configuration.');
  await setUp(config.engine, false, BASE);
  stop = followConfig(
    BASE,
    { config, text: begun, leftOut: copy?.leftOut.join() ?? null },
    () => isWall,
    (kiosk) => completed.push(kiosk),
  );
}

function raise(): void {
  const standing = alarm({ raisedAt: Date.now() });
  liveStore.setState({ alarms: new Map([['air', standing]]) });
}

function end(): void {
  const over = alarm({ state: 'returned', isActive: false, returnedAt: Date.now() });
  liveStore.setState({ alarms: new Map([['air', over]]) });
}

const credentials = () =>
  setup()
    .engine.connections.map((one) => one.credentials.kind)
    .join();

describe('a page that has begun with a copy of its configuration', () => {
  it('goes on without being loaded anew where the file says the same, with what the copy lacked', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await begin(text(), true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(credentials()).toBe('none,ask');
    answer = () => Response.json(FILE, { headers: { [KEPT_HEADER]: '1' } });
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(credentials()).toBe('none,ask');
    answer = () => Response.json(FILE);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(credentials()).toBe('none,basic');
    expect(completed).toEqual([FILE.kiosk]);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is loaded anew at a desk as soon as the file is there and another, and begins with that', async () => {
    isWall = false;
    answer = () => new Response('down', { status: 502 });
    await begin(text(), true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).not.toHaveBeenCalled();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
    const copy = kept.get(`${BASE}config.json`);
    expect(copy?.headers.get(KEPT_HEADER)).toBe('1');
    expect(await copy?.text()).toBe(storedConfig(renamed)?.text);
  });

  it('is loaded anew on a wall once no alarm is in force any more', async () => {
    raise();
    answer = () => new Response(renamed);
    await begin(text(), true);
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    end();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is loaded anew on a wall at once where no link opens without the file', async () => {
    raise();
    const closed = { ...FILE, connections: [SPOKEN] };
    answer = () => new Response(text({ ...closed, title: 'Plant 8' }));
    await begin(text(closed), true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe('a wall that goes on with a copy until a file that is another is taken', () => {
  const two = { ...FILE, title: 'Plant 8', connections: [{ ...OPEN, channel: 'sensor' }, SPOKEN] };
  const moved = { ...SPOKEN, url: 'wss://elsewhere.example/x' };

  it('gives the connections that are the same in it what they lack, and the monitor its word, at once', async () => {
    raise();
    answer = () => new Response(text(two));
    await begin(text(), true);
    expect(credentials()).toBe('none,ask');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).not.toHaveBeenCalled();
    expect(credentials()).toBe('none,basic');
    expect(completed).toEqual([FILE.kiosk]);
  });

  it('gives nothing to one whose address is another now', async () => {
    raise();
    answer = () => new Response(text({ ...FILE, connections: [OPEN, moved] }));
    await begin(text(), true);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(credentials()).toBe('none,ask');
  });

  it('leaves alone what nothing can be started with, and keeps the copy that it could start with', async () => {
    const unfit = text({ ...FILE, oidc: { issuer: 'x' } });
    answer = () => {
      // As the service worker does.
      kept.set(`${BASE}config.json`, new Response(unfit));
      return new Response(unfit);
    };
    await begin(text(), true);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    const copy = kept.get(`${BASE}config.json`);
    expect(await copy?.clone().text()).toBe(storedConfig(text())?.text);
    // What was left out of it is known the next time, too.
    expect(copy?.headers.get(KEPT_HEADER)).toBe('1');
  });
});

describe('a page that has begun with the file itself', () => {
  it('takes another one within minutes on a wall, in a quiet moment, and says why', async () => {
    answer = () => new Response(text());
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    raise();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    end();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
    expect(readMends().map(({ why }) => why)).toEqual(['config.json is another now']);
  });

  it('forgets one that waits for its moment once the file is unfit', async () => {
    raise();
    answer = () => new Response(renamed);
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    answer = () => Response.json({ ...FILE, oidc: { issuer: 'x' } });
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    end();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
  });

  it('takes it only when its host is there to load it from', async () => {
    raise();
    answer = () => new Response(renamed);
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    end();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('does not take it in the middle of an alarm that came while its host was away', async () => {
    answer = () => new Response(renamed);
    await begin(text(), false);
    raise();
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    end();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    raise();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    end();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('takes a password that is another now, too', async () => {
    const credentials = { ...SPOKEN.credentials, password: 'sturgeon' };
    answer = () => new Response(text({ ...FILE, connections: [OPEN, { ...SPOKEN, credentials }] }));
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('takes it within half a minute where it has nothing to show', async () => {
    isShown = false;
    raise();
    answer = () => new Response(text());
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(MINUTE / 2);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('takes nothing that it could not start with, or that is taken back before its time', async () => {
    const wrong: readonly (typeof answer)[] = [
      () => new Response('{ "title": '),
      () => new Response('<!doctype html>'),
      () => new Response('down', { status: 502 }),
      () => new Response('"config"'),
      () => Response.json({ ...FILE, oidc: { issuer: 'x' } }),
    ];
    await begin(text(), false);
    for (const one of wrong) {
      answer = one;
      await vi.advanceTimersByTimeAsync(6 * MINUTE);
    }
    raise();
    answer = () => new Response(renamed);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    answer = () => new Response(text());
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    end();
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
  });

  it('is left alone at a desk, where it was a wall before, too', async () => {
    raise();
    answer = () => new Response(renamed);
    await begin(text(), false);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    isWall = false;
    await vi.advanceTimersByTimeAsync(MINUTE / 2);
    end();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(reload).not.toHaveBeenCalled();
  });
});
