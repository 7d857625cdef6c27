import { describe, expect, it } from 'vitest';
import { BASE, fleet, hub, lamp, own } from './config.fixture.ts';
import { checkConfig } from './config.ts';

describe('the addresses in the configuration', () => {
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

  it('counts the addresses that orders go to from the page, too', () => {
    const sent = { ...lamp, template: '$value' };
    const { config, problems } = checkConfig(
      {
        connections: [
          { ...fleet, commandUrl: 'back-ends/fleet' },
          { ...fleet, id: 'other', commandUrl: 'https://command.example/x' },
          { ...own, commands: [{ ...sent, url: '/orders' }, sent, { ...sent, url: '//host.example/o?a=1' }] },
        ],
      },
      BASE,
    );
    expect(problems).toEqual([]);
    const [relative, absolute, json] = (config?.engine.connections ?? []).map(({ options }) => options);
    expect(relative).toMatchObject({ commandUrl: 'https://plant.example/board/back-ends/fleet' });
    expect(absolute).toMatchObject({ commandUrl: 'https://command.example/x' });
    expect(json).toMatchObject({
      commands: [
        { url: 'https://plant.example/orders' },
        { property: 'on' },
        { url: 'https://host.example/o?a=1' },
      ],
    });
  });

  it.each([
    [{ ...fleet, commandUrl: 'wss://command.example' }, 'commandUrl: expected http:// or https://'],
    [{ ...fleet, commandUrl: 'https://' }, 'commandUrl: expected an address like https://host/path'],
    [
      { ...own, commands: [{ ...lamp, template: 1, url: 'mqtt://x.example' }] },
      'commands[0].url: expected http:// or https://',
    ],
    [
      { ...hub, credentials: { kind: 'token-url', url: 'javascript:alert(1)' } },
      'credentials.url: expected http:// or https://',
    ],
    [
      { ...hub, credentials: { kind: 'token-url', url: 'https://' } },
      'credentials.url: expected an address like https://host/path',
    ],
    [{ ...hub, url: 'wss://' }, 'url: expected an address like wss://host/path'],
    [{ ...hub, url: 'wss://host/#part' }, 'url: expected no part behind #, which no server gets'],
    [
      { ...own, transport: 'sse', url: 'https://anna:x@own.example/stream' },
      'url: expected no user name or password, which belong to "credentials"',
    ],
    [
      { ...fleet, commandUrl: 'https://anna@command.example' },
      'commandUrl: expected no user name or password, which belong to "credentials"',
    ],
    [
      { ...own, commands: [{ ...lamp, template: 1, url: 'https://:x@host.example/o' }] },
      'commands[0].url: expected no user name or password, which belong to "credentials"',
    ],
  ])('leaves out a connection with an address that nothing can be asked of, as in %j', (wrong, problem) => {
    const { config, problems } = checkConfig({ connections: [wrong, { ...hub, id: 'right' }] }, BASE);
    expect(problems).toEqual([`connections[0].${problem}`]);
    expect(config?.engine.connections.map((one) => one.id)).toEqual(['right']);
  });

  it('takes an address of HTTP with a part behind #, which requests leave out', () => {
    const stream = { ...own, url: 'https://own.example/stream#part', transport: 'sse' };
    expect(checkConfig({ connections: [stream] }, BASE).problems).toEqual([]);
  });

  it('leaves the part behind # out of an address that a protocol puts its own path behind', () => {
    const commanded = { ...fleet, commandUrl: 'https://command.example/#a' };
    const streamed = { id: 'edge', protocol: 'streambed', url: 'https://edge.example/#', entities: ['1'] };
    const { config, problems } = checkConfig({ connections: [commanded, streamed] }, BASE);
    expect(problems).toEqual([]);
    expect(config?.engine.connections).toMatchObject([
      { options: { commandUrl: 'https://command.example/' } },
      { url: 'https://edge.example/' },
    ]);
  });

  it('takes user name and password in the address of a WebSocket, where browsers take them from', () => {
    const named = { ...hub, url: 'wss://anna:x@hub.example/' };
    expect(checkConfig({ connections: [named] }, BASE).problems).toEqual([]);
  });
});
