import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEPT_HEADER } from '../model/kept.ts';
import { storedConfig } from '../model/stored-config.ts';
import type { Config } from './config.ts';
import { loadConfig } from './load.ts';

afterEach(() => vi.unstubAllGlobals());

function serving(answer: () => Response | Promise<Response>) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
}

const BASE = 'https://plant.example/';

/** A browser that has kept a copy, as the service worker makes it. */
function keeping(text: string): void {
  const copy = storedConfig(text);
  vi.stubGlobal('caches', {
    match: async () =>
      copy ? new Response(copy.text, { headers: { [KEPT_HEADER]: copy.leftOut.join() } }) : undefined,
  });
}

const HUB = { id: 'hub', protocol: 'clown-talk', url: 'wss://hub.example/x' };
const SPOKEN = { kind: 'basic', username: 'clown', password: 'swordfish' };
const FLEET = { id: 'fleet', protocol: 'drogue', url: 'wss://drogue.example', application: 'fleet' };
const FILE = { title: 'Plant 7', connections: [{ ...HUB, credentials: SPOKEN }, FLEET], dashboards: [] };
const kinds = (config: Config | null) =>
  config?.engine.connections.map(({ credentials }) => credentials.kind);

describe('loading the configuration', () => {
  it('says where a file that is not JSON goes wrong, without quoting it', async () => {
    serving(() => new Response('{\n  "title": "x",\n  "password": hunter2\n}'));
    const { config, problems } = await loadConfig(BASE);
    expect(config).toBeNull();
    expect(problems[0]).toBe('config.json: not JSON: it goes wrong at line 3, column 15.');
    expect(problems[0]).not.toContain('hunter2');
  });

  it('says that the file is missing and where it belongs', async () => {
    serving(() => new Response('', { status: 404 }));
    expect((await loadConfig(BASE)).problems[0]).toContain('beside index.html');
  });

  it('tells a page served in its place from a broken file', async () => {
    serving(() => new Response('<!doctype html><p>'));
    expect((await loadConfig(BASE)).problems[0]).toContain('answered with a page instead');
  });

  it('says when there is no network', async () => {
    serving(() => Promise.reject(new TypeError('failed')));
    expect((await loadConfig(BASE)).problems[0]).toContain('cannot be fetched');
  });

  it('names the file before each problem', async () => {
    serving(() => Response.json({ connections: [{}] }));
    const { config, problems } = await loadConfig(BASE);
    expect(config).not.toBeNull();
    expect(problems).toEqual([
      'config.json: connections[0].id: required',
      'config.json: connections[0].protocol: required',
    ]);
  });
});

describe('a configuration that is kept', () => {
  it('is begun with before the network has answered, and what has a secret waits for the file', async () => {
    keeping(JSON.stringify(FILE));
    let answer = (_: Response) => {};
    serving(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const { config, problems, confirmed } = await loadConfig(BASE);
    expect(problems).toEqual([]);
    expect(config?.title).toBe('Plant 7');
    expect(kinds(config)).toEqual(['awaited', 'none']);
    answer(Response.json(FILE));
    const now = await confirmed;
    expect(now.leftOut).toBeNull();
    expect(now.config?.engine.connections[0]?.credentials).toEqual(SPOKEN);
  });

  it('is a copy only, whose secrets somebody is asked for, where the file is another or not there', async () => {
    const answers: readonly (() => Response | Promise<Response>)[] = [
      () => Response.json({ ...FILE, title: 'Plant 8' }),
      () =>
        Response.json({
          ...FILE,
          connections: [{ ...HUB, credentials: { ...SPOKEN, password: '' } }, FLEET],
        }),
      () => new Response('', { status: 502 }),
      () => new Response('<!doctype html>'),
      () => Promise.reject(new TypeError('failed')),
      () => Response.json(FILE, { headers: { [KEPT_HEADER]: '0' } }),
    ];
    for (const answer of answers) {
      keeping(JSON.stringify(FILE));
      // The copy is there first.
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      serving(() => held.then(answer));
      const { config, confirmed } = await loadConfig(BASE);
      release();
      expect(kinds(config)).toEqual(['awaited', 'none']);
      const now = await confirmed;
      expect(now.leftOut).toBe('0');
      expect(kinds(now.config)).toEqual(['ask', 'none']);
    }
  });

  it('is no beginning where something in it is wrong, or an earlier build has kept it', async () => {
    serving(() => Response.json(FILE));
    keeping(JSON.stringify({ ...FILE, titel: 'x' }));
    expect(kinds((await loadConfig(BASE)).config)).toEqual(['basic', 'none']);
    vi.stubGlobal('caches', {
      match: async () => Response.json(FILE, { headers: { [KEPT_HEADER]: 'kept' } }),
    });
    expect(kinds((await loadConfig(BASE)).config)).toEqual(['basic', 'none']);
    vi.stubGlobal('caches', { match: () => Promise.reject(new DOMException('no')) });
    const { config, confirmed } = await loadConfig(BASE);
    expect(kinds(config)).toEqual(['basic', 'none']);
    expect((await confirmed).config).toBe(config);
  });
});
