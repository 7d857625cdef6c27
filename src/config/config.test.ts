import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE, fleet, hub, lamp, own } from './config.fixture.ts';
import { checkConfig } from './config.ts';

const cells = {
  id: 'cells',
  protocol: 'kamea',
  url: 'https://wss.example/devices',
  devices: [{ deviceId: 'd', tenantId: 't' }],
};
const jobs = { id: 'jobs', protocol: 'webchannel', url: 'wss://jobs.example', channel: 'user:1' };

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

  it('takes a language and a time zone, and leaves both to the browser where there are none', () => {
    const { config, problems } = checkConfig({ language: 'cs', timeZone: 'Europe/Prague' }, BASE);
    expect(problems).toEqual([]);
    expect(config?.locale).toEqual({ language: 'cs', timeZone: 'Europe/Prague' });
    expect(checkConfig({}, BASE).config?.locale).toEqual({ language: undefined, timeZone: undefined });
  });

  it('hands the options of a protocol on, and no others', () => {
    const { config } = checkConfig({ connections: [cells] }, BASE);
    expect(config?.engine.connections[0]?.options).toMatchObject({
      devices: [{ deviceId: 'd', tenantId: 't' }],
    });
  });

  it.each([
    [
      { transport: 'sse', greeting: [{}], commands: [{ ...lamp, template: 1, event: 'x' }] },
      [
        'greeting: server-sent events carry nothing to the server; remove it or choose another transport',
        'commands[0].url: required, as server-sent events carry nothing to the server',
      ],
    ],
    [
      { transport: 'socketio', greeting: [{}], commands: [{ ...lamp, template: 1 }] },
      ['commands[0].event: required over Socket.IO where there is no "url"'],
    ],
    [{ transport: 'sse', greeting: [], commands: [{ ...lamp, template: 1, url: '/orders' }] }, []],
    [{ transport: 'socketio', greeting: [{}], commands: [{ ...lamp, template: 1, event: 'x' }] }, []],
    [{ transport: 'websocket', greeting: [{}], commands: [{ ...lamp, template: 1 }] }, []],
  ])('takes of "json" only what its transport can send: %j', (wrong, expected) => {
    const { config, problems } = checkConfig({ connections: [{ ...own, ...wrong, url: '/stream' }] }, BASE);
    expect(problems).toEqual(expected.map((problem) => `connections[0].${problem}`));
    expect(config?.engine.connections).toHaveLength(expected.length === 0 ? 1 : 0);
  });

  it('says that something is missing also where it may have several forms', () => {
    const { problems } = checkConfig({ connections: [{ ...own, commands: [lamp] }] }, BASE);
    expect(problems).toEqual(['connections[0].commands[0].template: required']);
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

  it.each(['id.example', 'javascript:alert(1)', 'ws://id.example', '/realms/plant'])(
    'says what the address of a sign-in service looks like where it is %j',
    (authority) => {
      const { config, problems } = checkConfig({ oidc: { authority, clientId: 'signalbox' } }, BASE);
      expect(config).toBeNull();
      expect(problems).toEqual(['oidc.authority: expected an address like https://id.example.com']);
    },
  );

  it.each([{ kind: 'bacis' }, { username: 'a', password: 'b' }])(
    'names the kinds of credentials there are where %j has none of them',
    (credentials) => {
      const { problems } = checkConfig({ connections: [{ ...hub, credentials }] }, BASE);
      expect(problems).toEqual([
        'connections[0].credentials.kind: expected one of "none", "oidc", "basic", "api-key", "token", "token-url", "ask"',
      ]);
    },
  );

  it('names an unknown key by its path and starts the rest', () => {
    const { config, problems } = checkConfig(
      { titel: 'x', limits: { maxSerie: 5 }, connections: [hub] },
      BASE,
    );
    expect(problems).toEqual([
      'limits.maxSerie: unknown key; correct or remove it',
      'titel: unknown key; correct or remove it',
    ]);
    expect(config).toMatchObject({ title: 'Signalbox' });
    expect(config?.engine.connections).toHaveLength(1);
  });

  it.each([
    [{ ...fleet, actuators: [{ ...lamp, report: true }] }, 'actuators[0].report'],
    [{ ...fleet, actuators: [{ ...lamp, domain: 'boolean', comand: 'x' }] }, 'actuators[0].comand'],
    [{ ...jobs, actuators: [{ property: 'state', report: true }] }, 'actuators[0].report'],
    [{ ...cells, devices: [{ deviceId: 'd', tenantId: 't', tenant: 'u' }] }, 'devices[0].tenant'],
    [{ ...own, mapping: { device: '$.id', tme: '$.ts' } }, 'mapping.tme'],
    [{ ...own, commands: [{ ...lamp, template: 1, report: true }] }, 'commands[0].report'],
    [{ ...own, rejections: { text: '$.error', devise: '$.id' } }, 'rejections.devise'],
    [{ ...hub, rooms: [{ room: 'r', devices: [], device: 'd' }] }, 'rooms[0].device'],
  ])('names a misspelt key inside of %j, and leaves the connection out', (wrong, path) => {
    const { config, problems } = checkConfig({ connections: [wrong, { ...hub, id: 'other' }] }, BASE);
    expect(problems).toEqual([`connections[0].${path}: unknown key; correct or remove it`]);
    expect(config?.engine.connections.map((one) => one.id)).toEqual(['other']);
  });

  it.each([
    [{ title: 7 }, 'title: expected string'],
    [{ title: '' }, 'title: expected at least 1 character'],
    [{ dashboards: 'a.json' }, 'dashboards: expected array'],
    [{ language: 'not a tag' }, 'language: expected a language tag such as "en-GB" or "cs"'],
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone: expected a time zone such as "Europe/Prague" or "UTC"'],
    [{ dashboards: ['a.json', 7] }, 'dashboards[1]: expected string'],
    [{ limits: 7 }, 'limits: expected object'],
    [{ limits: { maxSeries: 0 } }, 'limits.maxSeries: expected more than 0'],
    [{ limits: { auditEntries: 1e9 } }, 'limits.auditEntries: expected at most 100000'],
    [{ commandDeadlineSeconds: -1 }, 'commandDeadlineSeconds: expected more than 0'],
    [{ commandDeadlineSeconds: 1e7 }, 'commandDeadlineSeconds: expected at most 3600'],
  ])('uses the default for what is wrong in %j, says so, and starts the rest', (wrong, problem) => {
    const { config, problems } = checkConfig({ ...wrong, connections: [hub] }, BASE);
    expect(problems).toEqual([`${problem}; until then its default is used`]);
    expect(config).toEqual(checkConfig({ connections: [hub] }, BASE).config);
  });

  it('keeps the limits that are right beside one that is wrong', () => {
    const { config } = checkConfig({ limits: { maxSeries: -1, maxDevices: 7 } }, BASE);
    expect(config?.engine.limits).toMatchObject({ maxSeries: 10_000, maxDevices: 7 });
  });

  it.each([
    [{ anonymousRole: 'root' }, 'anonymousRole: expected one of "viewer", "technician", "admin"'],
    [{ anonymusRole: 'viewer' }, 'anonymusRole: unknown key'],
  ])('lets nobody but viewers in where the role of everybody is wrong, as in %j', (wrong, problem) => {
    const { config, problems } = checkConfig({ ...wrong, connections: [hub] }, BASE);
    expect(problems.join()).toContain(problem);
    expect(config?.anonymousRole).toBe('viewer');
  });

  it.each([{ alarmRole: 'root' }, { alarmsRole: 'technician' }])(
    'leaves alarms to admins where the role for them is wrong, as in %j',
    (wrong) => {
      expect(checkConfig(wrong, BASE).config?.engine.alarms.role).toBe('admin');
    },
  );

  it('starts nothing where a misspelt key looks like the sign-in', () => {
    const signIn = { authority: 'https://id.example', clientId: 'signalbox' };
    for (const wrong of [{ odic: signIn }, { OIDC: signIn }, { 'sign-in': true }]) {
      const { config, problems } = checkConfig({ ...wrong, connections: [hub] }, BASE);
      expect(config).toBeNull();
      expect(problems).toContain('oidc: missing, and an unknown key looks like the sign-in');
    }
    const { config } = checkConfig({ oidc: signIn, authors: 'us', connections: [hub] }, BASE);
    expect(config?.oidc).toMatchObject({ clientId: 'signalbox' });
  });

  it('says what it expected where the file is no object at all', () => {
    expect(checkConfig([], BASE)).toEqual({ config: null, problems: ['expected object'] });
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
