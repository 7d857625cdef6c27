import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from './config.ts';

const BASE = 'https://plant.example/board/';

const hub = { id: 'bridge', protocol: 'clown-talk', url: 'wss://hub.example/x' };
const cells = {
  id: 'cells',
  protocol: 'kamea',
  url: 'https://wss.example/devices',
  devices: [{ deviceId: 'd', tenantId: 't' }],
};

describe('the configuration', () => {
  it('fills in what is left out', () => {
    const { config, problems } = checkConfig({ connections: [hub] }, BASE);
    expect(problems).toEqual([]);
    expect(config).toMatchObject({ title: 'Signalbox', oidc: null, anonymousRole: 'technician' });
    expect(config?.engine.connections[0]).toMatchObject({
      id: 'bridge',
      name: 'bridge',
      protocol: 'clown-talk',
      transport: 'websocket',
      url: 'wss://hub.example/x',
      credentials: { kind: 'none' },
      staleAfterMs: 30_000,
      silenceLimitMs: 45_000,
      commandRole: 'technician',
    });
  });

  it('hands the options of a protocol on, and no others', () => {
    const { config } = checkConfig({ connections: [cells] }, BASE);
    expect(config?.engine.connections[0]?.options).toMatchObject({
      devices: [{ deviceId: 'd', tenantId: 't' }],
    });
  });

  it('counts relative addresses from the page', () => {
    const { config } = checkConfig(
      { connections: [{ ...hub, url: '/hub', credentials: { kind: 'token-url', url: 'api/token' } }] },
      BASE,
    );
    expect(config?.engine.connections[0]).toMatchObject({
      url: 'wss://plant.example/hub',
      credentials: { kind: 'token-url', url: 'https://plant.example/board/api/token' },
    });
  });

  it('names the path of what is missing and starts what is right', () => {
    const { config, problems } = checkConfig(
      { connections: [hub, { ...cells, devices: [{ tenantId: 't' }] }] },
      BASE,
    );
    expect(problems).toEqual(['connections[1].devices[0].deviceId: required']);
    expect(config?.engine.connections.map((one) => one.id)).toEqual(['bridge']);
  });

  it('names the known protocols where one is unknown', () => {
    const { problems } = checkConfig({ connections: [{ ...hub, protocol: 'modbus' }] }, BASE);
    expect(problems[0]).toMatch(/^connections\[0\]\.protocol: .*clown-talk/);
  });

  it('refuses an id used twice, a transport the protocol cannot use, and a scheme the transport cannot open', () => {
    const { config, problems } = checkConfig(
      {
        connections: [
          hub,
          hub,
          { ...hub, id: 'b', transport: 'sse' },
          { ...hub, id: 'c', url: 'ftp://hub.example' },
          { ...cells, id: 'd', url: 'ws://x.example' },
        ],
      },
      BASE,
    );
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':')))).toEqual([
      'connections[1].id',
      'connections[2].transport',
      'connections[3].url',
      'connections[4].url',
    ]);
    expect(config?.engine.connections).toHaveLength(1);
  });

  it('refuses "oidc" credentials where there is no sign-in', () => {
    const { problems } = checkConfig({ connections: [{ ...cells, credentials: { kind: 'oidc' } }] }, BASE);
    expect(problems[0]).toContain('connections[0].credentials.kind');
  });

  it('starts nothing where the sign-in is wrong', () => {
    const { config, problems } = checkConfig({ oidc: { authority: 'x' }, connections: [hub] }, BASE);
    expect(config).toBeNull();
    expect(problems.join('\n')).toContain('oidc.clientId: required');
  });

  it('never quotes a credential in a problem', () => {
    const secret = 'hunter2-hunter2';
    const { problems } = checkConfig(
      {
        connections: [
          { ...hub, credentials: { kind: 'basic', username: secret, password: secret, extra: 1 } },
          { ...hub, credentials: { kind: 'basic', username: 7, password: secret } },
          { ...hub, credentials: secret },
        ],
      },
      BASE,
    );
    expect(problems.length).toBeGreaterThan(2);
    expect(problems.join('\n')).not.toContain(secret);
  });

  it('never fails, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        const { config, problems } = checkConfig(raw, BASE);
        return config !== null || problems.length > 0;
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.anything()), (connections) => {
        const { config, problems } = checkConfig({ connections }, BASE);
        return config === null || config.engine.connections.length + problems.length >= connections.length;
      }),
    );
  });
});
