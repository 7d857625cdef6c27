import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from './load.ts';

afterEach(() => vi.unstubAllGlobals());

function serving(answer: () => Response | Promise<Response>) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
}

const BASE = 'https://plant.example/';

describe('loading the configuration', () => {
  it('says where a file that is not JSON goes wrong, without quoting it', async () => {
    serving(() => new Response('{\n  "title": "x",\n  "password": hunter2\n}'));
    const { config, problems } = await loadConfig(BASE);
    expect(config).toBeNull();
    expect(problems[0]).toMatch(/^config\.json: not JSON/);
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
