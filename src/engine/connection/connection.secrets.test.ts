import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Inspector } from '../inspection/inspector.ts';
import { saying } from '../protocols/closing-words.ts';
import type { ProtocolSession } from '../protocols/protocol.ts';
import { end, frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);
afterEach(() => vi.unstubAllGlobals());

describe('a connection', () => {
  it('never shows a credential that a back end echoes', async () => {
    const { connection, newest, open, setClosing } = setUp({ credentials: { kind: 'oidc' } });
    await open();
    setClosing({ next: 'retry', reason: 'bad token first!' });
    newest().events.closed(end());
    expect(connection.snapshot().reason).toBe('bad token •••!');
  });

  it('never shows the beginning of a long credential that a back end echoes and that is cut, nor an encoded one', async () => {
    const long = Array.from({ length: 210 }, (_, at) => (at * 7919).toString(36).at(-1)).join('');
    for (const [token, reason, shown] of [
      [
        long,
        `denied${saying({ reason: `unauthorized: ${long} has expired` })}`,
        'denied (unauthorized: •••)',
      ],
      ['pass/word "x"', 'bad pass%2Fword%20%22x%22', 'bad •••'],
      ['pass/word "x"', 'bad pass%2fword%20%22x%22', 'bad •••'],
      ['pass/word "x"', 'bad pass/word \\"x\\"', 'bad •••'],
    ] as const) {
      const { connection, newest, open } = setUp({
        credentials: { kind: 'token', token },
        closing: { next: 'retry', reason },
      });
      const told: string[] = [];
      await open();
      connection.tap = {
        arrived: (_, sink) => sink,
        decoded() {},
        sent() {},
        requested() {},
        opened() {},
        ended: (_, why) => told.push(why),
        broken() {},
      };
      newest().events.closed(end());
      expect([connection.snapshot().reason, ...told]).toEqual([shown, shown]);
    }
  });

  it('never says a credential that a back end echoes in its own words: not in the log, nor as the end of an order', async () => {
    const { open, newest, news, rejected } = setUp({
      credentials: { kind: 'basic', username: 'user', password: 'bigclown' },
      session: {
        decode(_, sink) {
          sink.event('d', 'login failed with bigclown', 0);
          sink.notice('warning', 'a/b refused a setting: wrong password bigclown');
          sink.rejection('d', 'p', 'wrong password bigclown');
        },
      },
    });
    const log = vi.spyOn(news, 'log');
    await open();
    newest().events.frame(frame('1'));
    expect(log.mock.calls.map(([{ text }]) => text)).toEqual([
      'login failed with •••',
      'a/b refused a setting: wrong password •••',
    ]);
    expect(rejected).toHaveBeenCalledWith('d', 'p', 'wrong password •••', undefined);
  });

  /** What is told of a connection outside of it: its reason, the log, and what whoever looks on sees. */
  function toldBy({ connection, news }: ReturnType<typeof setUp>) {
    const log = vi.spyOn(news, 'log');
    const secrets = () => connection.secrets;
    const inspector = new Inspector({ now: () => Date.now(), secrets, over() {} });
    connection.tap = inspector;
    return () => JSON.stringify([connection.snapshot().reason, log.mock.calls, inspector.take(0).frames]);
  }

  const echoing = (text: string): Partial<ProtocolSession> => ({
    credentialsChanged: () => 'keep',
    decode: (_, sink) => sink.notice('warning', text),
  });

  it('never shows the token that a link was opened with, however often there has been another since', async () => {
    const parts = setUp({ credentials: { kind: 'oidc' }, session: echoing('OLDTOKEN99 runs out') });
    const { connection, newest, open, setToken, setClosing } = parts;
    setToken('OLDTOKEN99');
    await open();
    for (let renewal = 0; renewal < 20; renewal++) {
      setToken(`NEWTOKEN${renewal}`);
      await connection.tokenChanged();
    }
    const told = toldBy(parts);
    newest().events.frame(frame('OLDTOKEN99 is about to end, and so was NEWTOKEN18'));
    setClosing({ next: 'retry', reason: 'Refused (OLDTOKEN99 has expired).' });
    newest().events.closed(end());
    expect(connection.snapshot().reason).toBe('Refused (••• has expired).');
    expect(told()).toContain('runs out');
    expect(told()).not.toMatch(/OLDTOKEN|NEWTOKEN/);
  });

  it('never shows the token of one of its links where each has one of its own', async () => {
    let handedOut = 0;
    vi.stubGlobal('fetch', async () => Response.json({ token: `CHANNEL${++handedOut}` }));
    const lanes = Array.from({ length: 20 }, (_, lane) => `lane ${lane}`);
    const credentials = { kind: 'token-url', url: 'http://app.example/token' } as const;
    const parts = setUp({ credentials, lanes, session: echoing('CHANNEL1 runs out') });
    const { connection, attempts, open, setClosing } = parts;
    await open();
    const told = toldBy(parts);
    const [first] = attempts;
    first?.events.frame(frame('CHANNEL1 is about to end, CHANNEL20 is not'));
    setClosing({ next: 'retry', reason: 'Refused (CHANNEL1 has expired).' });
    first?.events.closed(end());
    expect(connection.snapshot().reason).toContain('Refused (••• has expired).');
    expect(told()).toContain('runs out');
    expect(told()).not.toContain('CHANNEL');
  });

  it('does not show a refused credential once there is another one', async () => {
    const { connection, newest, setClosing } = setUp({ credentials: { kind: 'ask', what: 'token' } });
    connection.start();
    await settle();
    connection.supplyCredentials('', 'OLDTOKEN99');
    await settle();
    setClosing({ next: 'renew-token', reason: 'Refused (OLDTOKEN99 is unknown).' });
    newest().events.closed(end());
    connection.supplyCredentials('', 'NEWTOKEN11');
    await settle();
    expect(connection.snapshot().reason).toContain('Refused (••• is unknown).');
  });
});
