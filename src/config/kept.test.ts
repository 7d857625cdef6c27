import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedConfig } from '../model/stored-config.ts';
import { checkConfig } from './config.ts';

const SECRETS = ['swordfish', 'key-1', 'token-1', 'in-the-address', 'hb-1'];
const CONFIG = {
  title: 'Plant 7',
  connections: [
    {
      id: 'bridge',
      protocol: 'clown-talk',
      url: 'wss://clown:in-the-address@hub.example/x',
      credentials: { kind: 'basic', username: 'clown', password: 'swordfish' },
    },
    {
      id: 'fleet',
      protocol: 'drogue',
      url: 'wss://drogue.example',
      application: 'fleet',
      credentials: { kind: 'api-key', username: 'clown', key: 'key-1' },
    },
    {
      id: 'jobs',
      protocol: 'webchannel',
      url: 'wss://jobs.example',
      channel: 'user:1',
      credentials: { kind: 'token', token: 'token-1' },
    },
  ],
  dashboards: ['dashboards/a.json', 7],
  kiosk: { heartbeat: { url: 'https://monitor.example/ping/hb-1' } },
};

describe('the copy of a configuration that is kept', () => {
  it('holds no secret, and still starts the page', () => {
    const stored = storedConfig(JSON.stringify(CONFIG));
    for (const secret of SECRETS) expect(stored?.text).not.toContain(secret);
    expect(stored?.dashboards).toEqual(['dashboards/a.json']);
    expect(stored?.leftOut).toEqual([0, 1, 2]);
    const { config, problems } = checkConfig(
      { ...JSON.parse(stored?.text ?? ''), dashboards: [] },
      'https://plant.example/',
    );
    expect(problems).toEqual([]);
    expect(config?.engine.connections.map(({ credentials }) => credentials.kind)).toEqual([
      'ask',
      'ask',
      'ask',
    ]);
  });

  it('holds none in addresses and greetings either, and is asked for what it lacks', () => {
    const json = { protocol: 'json', mapping: { device: '$.id' } };
    const connections = [
      { ...json, id: 'url', transport: 'sse', url: 'https://a.example/s?token=hush&site=1' },
      { ...json, id: 'hash', url: '/own/stream#access_token=hush', credentials: { kind: 'none' } },
      {
        ...json,
        id: 'greeting',
        url: 'wss://a.example',
        greeting: [{ go: 1, auth: { token: 'hush' } }, 'Authorization: Bearer hush-hush'],
        credentials: { kind: 'oidc' },
      },
      {
        ...json,
        id: 'order',
        url: 'wss://a.example',
        commands: [
          {
            device: 'a',
            property: 'b',
            domain: 'boolean',
            url: 'https://a.example/do?api_key=hush',
            template: { key: '$property', value: '$value' },
          },
        ],
      },
      {
        ...json,
        id: 'asked',
        url: 'wss://a.example',
        credentials: { kind: 'token-url', url: '/token?secret=hush' },
      },
      {
        ...json,
        id: 'clean',
        url: 'wss://a.example/s?site=1',
        tokenParameter: 'access_token',
        credentials: { kind: 'token-url', url: '/api/channel-token' },
        greeting: [{ subscribe: { keys: ['temperature'] } }],
      },
    ];
    const oidc = { authority: 'https://id.example', clientId: 'page' };
    const stored = storedConfig(JSON.stringify({ connections, oidc }));
    expect(stored?.text).not.toContain('hush');
    expect(stored?.leftOut).toEqual([0, 1, 2, 3, 4]);
    const copy = JSON.parse(stored?.text ?? '');
    expect(copy.connections[5]).toEqual(connections[5]);
    expect(copy.connections[0].url).toBe('https://a.example/s?site=1');
    const { config, problems } = checkConfig(copy, 'https://plant.example/');
    expect(problems).toEqual([]);
    expect(config?.engine.connections.map(({ credentials }) => credentials.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'ask'),
      'token-url',
    ]);
  });

  it('is none of what is no configuration, whatever that is', () => {
    for (const text of ['', '<!doctype html>', '[]', '7', 'null']) expect(storedConfig(text)).toBeNull();
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => storedConfig(text)).not.toThrow();
      }),
    );
  });
});
