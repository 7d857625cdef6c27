import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import { checkConfig } from './config.ts';
import { checkOwn, merged, type OwnConnections, readOwn, writeOwn } from './own.ts';
import { setUp, setup } from './setup.ts';

const BASE = 'https://plant.example/box/';

const FILE = {
  connections: [
    {
      id: 'bridge',
      protocol: 'clown-talk',
      url: 'wss://hub.example/path',
      commandRole: 'admin',
      credentials: { kind: 'basic', username: 'u', password: 'p' },
    },
  ],
};

const OWN = {
  id: 'mine',
  protocol: 'json',
  transport: 'sse',
  url: 'https://mine.example/stream',
  mapping: { device: '$.id' },
};

function engine(): EngineSettings {
  const { config } = checkConfig(FILE, BASE);
  if (!config) throw new Error('the file is wrong');
  return config.engine;
}

function host(configured: readonly ConnectionSettings[] = engine().connections) {
  return { base: BASE, hasSignIn: false, configured, engine: engine() };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('connections of this browser', () => {
  it('are found again, each deployment its own', () => {
    const own: OwnConnections = { connections: [OWN], disabled: ['bridge'] };
    writeOwn(BASE, own);
    expect(readOwn(BASE)).toEqual(own);
    expect(readOwn('https://plant.example/other/')).toEqual({ connections: [], disabled: [] });
    writeOwn(BASE, { connections: [], disabled: [] });
    expect(localStorage.getItem('signalbox-connections /box/')).toBeNull();
  });

  it('are none where what is kept cannot be read', () => {
    for (const text of ['', 'not JSON', '[]', '{"connections":5}', 'null']) {
      localStorage.setItem('signalbox-connections /box/', text);
      expect(readOwn(BASE)).toEqual({ connections: [], disabled: [] });
    }
  });

  it('come beside those of config.json; those left out are not started, and their readings stay', () => {
    const { settings, problems } = merged(host(), { connections: [OWN], disabled: ['bridge'] });
    expect(problems).toEqual([]);
    expect(settings.connections.map((one) => one.id)).toEqual(['mine']);
    expect(settings.history.kept).toEqual(['bridge']);
  });

  it('that are wrong are named with what to do, and take no other with them', () => {
    const own = { connections: [{ ...OWN, url: 5 }, { ...OWN, id: 'bridge' }, OWN], disabled: [] };
    const { settings, problems } = merged(host(), own);
    expect(settings.connections.map((one) => one.id)).toEqual(['bridge', 'mine']);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/"mine".*url.*Edit or remove it/);
    expect(problems[1]).toContain('id of another connection');
  });

  it.each([
    ['wss://hub.example./path', 'admin'],
    ['wss://hub.example.:443/path', 'admin'],
    ['wss://hub.example.:8443/path', 'viewer'],
  ])(
    'take commands on %s, as a browser finds it, of a role no lesser than config.json asks for',
    (url, role) => {
      const raw = { id: 'mine', protocol: 'clown-talk', url, commandRole: 'viewer' };
      expect(checkOwn(raw, host()).settings?.commandRole).toBe(role);
    },
  );

  it('open no way around the role that config.json asks for on the same host', () => {
    const raw = { id: 'copy', protocol: 'clown-talk', url: 'wss://hub.example/other', commandRole: 'viewer' };
    expect(checkOwn(raw, host()).settings?.commandRole).toBe('admin');
    expect(checkOwn({ ...raw, url: 'wss://else.example/' }, host()).settings?.commandRole).toBe('viewer');
  });

  it('open no such way by orders that go to that host from a connection to another', () => {
    const order = { device: 'a', property: 'b', url: 'https://hub.example/orders', template: '$value' };
    const raw = { ...OWN, commandRole: 'viewer', commands: [order] };
    const { settings, problems } = checkOwn(raw, host());
    expect(problems).toEqual([]);
    expect(settings?.commandRole).toBe('admin');
  });

  it('cannot use a sign-in that there is not', () => {
    const { problems } = checkOwn({ ...OWN, credentials: { kind: 'oidc' } }, host());
    expect(problems[0]).toContain('no sign-in');
  });

  it('are part of what the engine is started with', async () => {
    expect(await setUp(engine(), false, BASE)).toEqual([]);
    expect(setup().engine.connections.map((one) => one.id)).toEqual(['bridge']);
    writeOwn(BASE, { connections: [OWN], disabled: [] });
    expect(await setUp(engine(), false, BASE)).toEqual([]);
    expect(setup().engine.connections.map((one) => one.id)).toEqual(['bridge', 'mine']);
  });

  it('are none where the browser has no storage, and the page starts all the same', async () => {
    vi.stubGlobal('localStorage', {
      getItem() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    expect(await setUp(engine(), false, BASE)).toEqual([]);
    expect(setup().engine.connections).toHaveLength(1);
  });
});
