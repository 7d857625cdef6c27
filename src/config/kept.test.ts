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

  it('is none of what is no configuration, whatever that is', () => {
    for (const text of ['', '<!doctype html>', '[]', '7', 'null']) expect(storedConfig(text)).toBeNull();
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => storedConfig(text)).not.toThrow();
      }),
    );
  });
});
