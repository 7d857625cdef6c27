import { describe, expect, it } from 'vitest';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Connections } from './connections.ts';
import { FakeConnection } from './fake-connection.ts';

function settings(id: string, part: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return {
    id,
    name: id,
    protocol: 'fake',
    transport: 'fake',
    url: 'ws://host',
    credentials: { kind: 'none' },
    staleAfterMs: 30_000,
    silenceLimitMs: 10_000,
    commandRole: 'technician',
    history: true,
    options: {},
    ...part,
  };
}

/** Connections, and everything that is said to them and by them, in order. */
function setUp(...ids: readonly string[]) {
  const said: string[] = [];
  const made = new Map<string, FakeConnection>();
  let changes = 0;
  const connections = new Connections({
    make(one) {
      if (one.options.wrong === true) throw new Error('wrong options');
      if (one.protocol !== 'fake') return `there is no protocol "${one.protocol}"`;
      said.push(`make ${one.id}`);
      const connection = new FakeConnection(one.id, (what) => said.push(what));
      made.set(one.id, connection);
      return connection;
    },
    joining: ({ id }) => said.push(`joining ${id}`),
    leaving: () => said.push('leaving'),
    left: (id) => said.push(`left ${id}`),
    changed: () => {
      changes += 1;
    },
    refused: (id, text) => said.push(`${id}: ${text}`),
  });
  connections.configure(ids.map((id) => settings(id)));
  said.length = 0;
  return { connections, said, made, changes: () => changes };
}

describe('the connections that are configured', () => {
  it('are made without being started, and one that cannot be made stops no other', () => {
    const { connections, said } = setUp();
    const unknown = settings('b', { protocol: 'smoke-signals' });
    const unfit = settings('c', { options: { wrong: true } });
    connections.configure([settings('a'), unknown, unfit, settings('d')]);
    expect(said).toEqual([
      'make a',
      'b: Not started: there is no protocol "smoke-signals". Correct it in the configuration.',
      'c: Not started: its options do not fit the protocol. Correct it in the configuration.',
      'make d',
    ]);
    expect([...connections.configuredIds]).toEqual(['a', 'd']);
    expect(connections.find('b')).toBeUndefined();
    expect(connections.settingsOf('a')?.name).toBe('a');
  });

  it('are not begun once more where what they stood in for can not be made', () => {
    const { connections, said } = setUp();
    const one = settings('a', { options: {} });
    connections.configure([one]);
    connections.start();
    said.length = 0;
    connections.remake('a', { ...one, options: { wrong: true } });
    expect(said).toEqual(['stop a', expect.stringContaining('a: Not started')]);
  });

  it('begin with their credentials where they have waited for those, and are left alone where not', () => {
    const { connections, said } = setUp('b');
    connections.configure([settings('a', { credentials: { kind: 'awaited' } })]);
    connections.start();
    said.length = 0;
    const password = { kind: 'basic', username: 'u', password: 'p' } as const;
    for (const id of ['a', 'b', 'c', 'a']) connections.complete(settings(id, { credentials: password }));
    expect(said).toEqual(['stop a', 'make a', 'start a']);
    expect(connections.settingsOf('a')?.credentials).toEqual(password);
  });

  it('begin with their credentials where somebody was asked for those until the file was there', () => {
    const { connections, said } = setUp();
    const asks = settings('a', { credentials: { kind: 'ask', what: 'password' } });
    connections.configure([settings('a', { credentials: { kind: 'awaited' } })]);
    connections.start();
    connections.complete(asks);
    said.length = 0;
    connections.complete(asks);
    expect(said).toEqual([]);
    connections.complete(settings('a', { credentials: { kind: 'token', token: 't' } }));
    expect(said).toEqual(['stop a', 'make a', 'start a']);
  });

  it('are started, looked at and stopped together', () => {
    const { connections, said } = setUp('a', 'b');
    connections.start();
    connections.tick(5);
    connections.stop();
    expect(said).toEqual(['start a', 'start b', 'tick a 5', 'tick b 5', 'stop a', 'stop b']);
  });

  it('are tried again and told of a new token only while they run', () => {
    const { connections, said } = setUp('a', 'b');
    const tell = () => {
      connections.retry('a');
      connections.tokenChanged();
      connections.tokenChanged(true);
    };
    tell();
    connections.start();
    said.length = 0;
    tell();
    connections.stop();
    tell();
    expect(said).toEqual([
      'retry a',
      'token a',
      'token b',
      'token a of another role',
      'token b of another role',
      'stop a',
      'stop b',
    ]);
  });

  it('are each told that the network is back, and only the one asked for is given what was typed', () => {
    const { connections, said } = setUp('a', 'b');
    connections.networkBack();
    connections.supplyCredentials('b', 'clown', 'bigclown');
    connections.supplyCredentials('nobody', 'clown', 'bigclown');
    expect(said).toEqual(['network back a', 'network back b', 'credentials b clown bigclown']);
  });

  it('count together', () => {
    const { connections, made } = setUp('a', 'b');
    for (const one of made.values()) one.counts = { frames: 1, readings: 20, lost: 3 };
    expect(connections.counts).toEqual({ frames: 2, readings: 40, lost: 6 });
  });

  it('are online as each of them is, and one that is not there is not', () => {
    const { connections, made } = setUp('a', 'b');
    const b = made.get('b');
    if (b) b.isOnline = false;
    expect(['a', 'b', 'nobody'].map((id) => connections.isOnline(id))).toEqual([true, false, false]);
  });
});

describe('a connection that is added', () => {
  it('starts at once where the others run, else with them', () => {
    const { connections, said } = setUp('a');
    connections.connect(settings('b'));
    connections.start();
    connections.connect(settings('c'));
    expect(said).toEqual(['joining b', 'make b', 'start a', 'start b', 'joining c', 'make c', 'start c']);
  });

  it('takes the place of one of its name, of which everything is forgotten before it is made', () => {
    const { connections, said, made } = setUp('a');
    connections.start();
    said.length = 0;
    connections.connect(settings('a', { name: 'new' }));
    expect(said).toEqual(['leaving', 'stop a', 'left a', 'joining a', 'make a', 'start a']);
    expect(connections.find('a')).toBe(made.get('a'));
    expect(connections.settingsOf('a')?.name).toBe('new');
  });

  it('is refused in words where there is no such protocol, and then there is none of its name', () => {
    const { connections, said } = setUp('a');
    connections.start();
    connections.connect(settings('a', { protocol: 'smoke-signals' }));
    expect(said.at(-1)).toContain('a: Not started: there is no protocol');
    expect(connections.find('a')).toBeUndefined();
  });

  it('throws where its options do not fit, for whoever added it to say', () => {
    const { connections } = setUp();
    expect(() => connections.connect(settings('a', { options: { wrong: true } }))).toThrow('wrong options');
  });
});

describe('a recording that is admitted', () => {
  it('runs like the others and is none of the configured ones', () => {
    const { connections, said } = setUp('a');
    connections.start();
    said.length = 0;
    const recording = new FakeConnection('recording-1', (what) => said.push(what));
    connections.admit(recording);
    expect(said).toEqual(['start recording-1']);
    expect(connections.find('recording-1')).toBe(recording);
    expect([...connections.configuredIds]).toEqual(['a']);
    expect(connections.settingsOf('recording-1')).toBeUndefined();
  });
});

describe('a connection that is disconnected', () => {
  it('is stopped between what has to be done before and what is forgotten after, and is gone', () => {
    const { connections, said } = setUp('a', 'b');
    connections.disconnect('a');
    expect(said).toEqual(['leaving', 'stop a', 'left a']);
    expect(connections.find('a')).toBeUndefined();
    expect([...connections.configuredIds]).toEqual(['b']);
  });

  it('disturbs nothing where there is none of that name', () => {
    const { connections, said, changes } = setUp('a');
    connections.disconnect('nobody');
    expect(said).toEqual([]);
    expect(changes()).toBe(0);
  });
});

describe('what is told of connections', () => {
  it('is told once after each change, of all of them, and not while nothing changes', () => {
    const { connections, changes } = setUp('a', 'b');
    expect(connections.takeSnapshots()).toBeNull();
    connections.changed();
    expect(changes()).toBe(1);
    expect(connections.takeSnapshots()?.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(connections.takeSnapshots()).toBeNull();
    connections.disconnect('a');
    expect(connections.takeSnapshots()?.map(({ id }) => id)).toEqual(['b']);
  });
});
