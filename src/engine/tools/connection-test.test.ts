import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TypedCredentials } from '../../model/connection-test.ts';
import type { ConnectionSettings, CredentialsSettings } from '../../model/settings.ts';
import { json, jsonShape } from '../protocols/json.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { streambed, streambedShape } from '../protocols/streambed.ts';
import { fakeTransport } from '../transports/fake.fixture.ts';
import { RunningTest } from './connection-test.ts';
import type { Reach } from './reachable.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp({
  credentials = { kind: 'none' },
  found = 'answers',
  url = 'ws://host:1/',
  pageProtocol = 'http:',
  typed = null,
  protocol = json,
  options = jsonShape.options().parse({ mapping: { device: '$.id', values: '$.data' } }),
}: {
  credentials?: CredentialsSettings;
  found?: Reach;
  url?: string;
  pageProtocol?: string;
  typed?: TypedCredentials | null;
  protocol?: Protocol;
  options?: Readonly<Record<string, unknown>>;
} = {}) {
  const { transport, attempts } = fakeTransport();
  const settings: ConnectionSettings = {
    id: 'c',
    name: 'C',
    protocol: 'json',
    transport: 'fake',
    url,
    credentials,
    staleAfterMs: 30_000,
    silenceLimitMs: 45_000,
    commandRole: 'technician',
    history: true,
    options,
  };
  const reach = vi.fn(async () => found);
  const test = new RunningTest(settings, protocol, transport, typed, {
    now: () => Date.now(),
    accessToken: () => null,
    reach,
    pageProtocol,
  });
  return {
    test,
    attempts,
    reach,
    settle: () => vi.advanceTimersByTimeAsync(0),
    states: () => test.look().steps.map((one) => one.state),
    newest() {
      const attempt = attempts.at(-1);
      if (!attempt) throw new Error('nothing was tried');
      return attempt.events;
    },
    frame: (body: string) => ({ body, event: '', link: '', receivedAt: Date.now() }),
  };
}

describe('the test of a connection', () => {
  it('goes from reachable to devices, and then leaves nothing open', async () => {
    const { test, states, settle, newest, frame, attempts, reach } = setUp();
    await settle();
    expect(states()).toEqual(['running', 'waiting', 'waiting', 'waiting']);
    newest().opened();
    expect(states()).toEqual(['ok', 'ok', 'running', 'waiting']);
    newest().frame(frame('{"id":"boiler","data":{"t":5}}'));
    const { steps, isOver, frames } = test.look();
    expect(steps.map((one) => one.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(steps[3]?.found).toBe('One device: boiler.');
    expect(isOver).toBe(true);
    expect(frames.map((one) => one.text)).toEqual(['{"id":"boiler","data":{"t":5}}']);
    expect(attempts.every((one) => one.closedByUs)).toBe(true);
    expect(reach).not.toHaveBeenCalled();
  });

  it.each([
    ['silent', ['failed', 'waiting', 'waiting', 'waiting'], /Nothing answers at host:1/],
    ['forbidden', ['failed', 'waiting', 'waiting', 'waiting'], /own policy forbids/],
    ['answers', ['ok', 'failed', 'waiting', 'waiting'], /does not open the link/],
  ] as const)('tells a server that is away from one that refuses (%j)', async (found, expected, words) => {
    const { test, states, settle, newest } = setUp({ found });
    await settle();
    newest().closed({ code: 1006, reason: '', wasOpen: false });
    expect(states()[0]).toBe('running');
    await settle();
    const { steps, isOver } = test.look();
    expect(steps.map((one) => one.state)).toEqual(expected);
    const failed = steps.find((one) => one.state === 'failed');
    expect(failed?.found).toMatch(words);
    expect(failed?.advice).not.toBe('');
    expect(isOver).toBe(true);
  });

  it('says that credentials have to be typed first', async () => {
    const { test, settle } = setUp({ credentials: { kind: 'ask', what: 'password' } });
    await settle();
    expect(test.look().steps[1]).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('type them'),
    });
  });

  it('says that a browser may keep a page of https: from ws: once a try has failed, and not before', async () => {
    const { test, states, settle, newest, attempts } = setUp({ pageProtocol: 'https:', found: 'silent' });
    await settle();
    expect(attempts).toHaveLength(1);
    expect(states()[0]).toBe('running');
    newest().closed({ code: 1006, reason: '', wasOpen: false });
    states();
    await settle();
    expect(test.look().steps[0]).toMatchObject({
      state: 'failed',
      found: expect.stringContaining('may keep'),
      advice: expect.stringContaining('wss:'),
    });
  });

  it('tries an address of ws: from a page of https:, which its browser may allow', async () => {
    const { test, settle, newest } = setUp({ pageProtocol: 'https:', url: 'ws://192.168.1.20/' });
    await settle();
    newest().opened();
    expect(test.look().steps[0]?.state).toBe('ok');
  });

  it('is unclear of a link that stays silent, which may be as it should', async () => {
    const { test, settle, newest } = setUp();
    await settle();
    newest().opened();
    test.look();
    await vi.advanceTimersByTimeAsync(16_000);
    const { steps, isOver } = test.look();
    expect(steps[2]).toMatchObject({ state: 'unclear', advice: expect.stringContaining('channel') });
    expect(isOver).toBe(true);
  });

  it('shows frames, without secrets, where no device was found in them', async () => {
    const { test, settle, newest, frame } = setUp();
    await settle();
    newest().opened();
    newest().frame(frame('{"name":"boiler","token":"hunter2"}'));
    expect(test.look().steps[3]?.state).toBe('running');
    await vi.advanceTimersByTimeAsync(5_000);
    const { steps, frames } = test.look();
    expect(steps[3]).toMatchObject({ state: 'failed', found: expect.stringContaining('could not be read') });
    expect(JSON.stringify(frames)).not.toContain('hunter2');
    expect(frames[0]?.text).toContain('boiler');
  });

  it('says so when the back end ends the link for the credentials after opening it', async () => {
    const { test, settle, newest } = setUp();
    await settle();
    newest().opened();
    test.look();
    newest().closed({ code: 1008, reason: 'no', wasOpen: true });
    expect(test.look().steps[1]).toMatchObject({ state: 'failed' });
  });

  it('does not call it right where the link opens and is ended again and again, and says what the server said', async () => {
    const { test, settle, newest, attempts } = setUp();
    await settle();
    const end = () => newest().closed({ code: 1011, reason: 'no such channel "plnt"', wasOpen: true });
    newest().opened();
    end();
    expect(test.look().isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(attempts).toHaveLength(2);
    newest().opened();
    expect(test.look().isOver).toBe(false);
    end();
    const { steps, isOver } = test.look();
    expect(steps.map((one) => one.state)).toEqual(['ok', 'ok', 'failed', 'waiting']);
    expect(steps[2]?.found).toMatch(/no such channel "plnt".* does not stay open\.$/);
    expect(steps[2]?.advice).toContain('channel');
    expect(isOver).toBe(true);
  });

  it('says so as well where it ended once and the test cannot wait for another try', async () => {
    const { settle, newest, states } = setUp();
    await settle();
    newest().opened();
    newest().closed({ code: 1011, reason: 'overloaded', wasOpen: true });
    await vi.advanceTimersByTimeAsync(16_000);
    expect(states()).toEqual(['ok', 'ok', 'failed', 'waiting']);
  });

  it('lets a link end once: what comes after it has opened again counts', async () => {
    const { test, settle, newest, frame, states } = setUp();
    await settle();
    newest().opened();
    newest().closed({ code: 1001, reason: '', wasOpen: true });
    await vi.advanceTimersByTimeAsync(1_000);
    newest().opened();
    newest().frame(frame('{"id":"boiler","data":{"t":5}}'));
    expect(states()).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(test.look().isOver).toBe(true);
  });

  describe('of several links', () => {
    const several = async () => {
      const options = streambedShape.options().parse({ entities: ['1', '99'] });
      const set = setUp({ protocol: streambed, options });
      await set.settle();
      const link = (name: string) => {
        const attempt = set.attempts.findLast((one) => one.request.name === name);
        if (!attempt) throw new Error(`${name} was not tried`);
        return attempt.events;
      };
      const registers = (name: string) => {
        link(name).opened();
        link(name).frame({ ...set.frame('{"Registered":{"secret":"s"}}'), link: name });
        for (let i = 0; i < 11; i++)
          link(name).frame({ ...set.frame('{"TemperatureRead":{"temperature":20}}'), link: name });
      };
      return { ...set, link, registers };
    };

    it('names the one that does not open, though the others have brought devices', async () => {
      const { test, link, registers } = await several();
      registers('1');
      link('99').closed({ code: 404, reason: '', wasOpen: false });
      const { steps, isOver } = test.look();
      expect(steps.map((one) => one.state)).toEqual(['ok', 'ok', 'failed', 'ok']);
      expect(steps[2]?.found).toContain('99: The service does not know entity 99 (HTTP 404)');
      expect(steps[3]?.found).toBe('One device: 1.');
      expect(isOver).toBe(true);
    });

    it('waits for one that takes its time, and is right when all are open', async () => {
      const { test, link, registers } = await several();
      registers('1');
      expect(test.look().isOver).toBe(false);
      link('99').closed({ code: 500, reason: '', wasOpen: false });
      expect(test.look().isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      registers('99');
      const { steps, isOver } = test.look();
      expect(steps.map((one) => one.state)).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(steps[3]?.found).toBe('2 devices: 1, 99.');
      expect(isOver).toBe(true);
    });

    it('does not wait for ever for one that neither opens nor fails', async () => {
      const { test, registers } = await several();
      registers('1');
      await vi.advanceTimersByTimeAsync(16_000);
      const { steps, isOver } = test.look();
      expect(steps.map((one) => one.state)).toEqual(['ok', 'ok', 'failed', 'ok']);
      expect(isOver).toBe(true);
    });
  });

  it('asks for the sign-in again where the back end ends the link for what was typed', async () => {
    const typed = { username: 'clown', password: 'wrong' };
    const { test, settle, newest } = setUp({ credentials: { kind: 'ask', what: 'password' }, typed });
    await settle();
    newest().opened();
    newest().closed({ code: 1008, reason: 'no', wasOpen: true });
    expect(test.look().steps[1]).toMatchObject({ state: 'failed', found: expect.stringContaining('again') });
  });
});
