import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWER } from '../transports/transport.ts';
import { expectHarmless, frameOf, hostileBodies } from './hostile-frames.ts';
import { REGISTERED, read, start } from './streambed.fixture.ts';

describe('streambed', () => {
  it('opens one stream an entity, with the bearer token as a header', () => {
    const { session } = start(['1', 'a/b']);
    expect(session.requests({ kind: 'none' })).toEqual([
      { name: '1', url: 'http://edge:1/api/temperature/events/1' },
      { name: 'a/b', url: 'http://edge:1/api/temperature/events/a%2Fb' },
    ]);
    expect(start(['1'], 'https://edge?tenant=a').session.requests({ kind: 'none' })).toEqual([
      { name: '1', url: 'https://edge/api/temperature/events/1?tenant=a' },
    ]);
    expect(session.requests({ kind: 'bearer', token: 't' })[0]?.headers).toEqual({
      Authorization: 'Bearer t',
    });
  });

  it('hands the secret on to nobody', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    receive(REGISTERED);
    receive('{"Registered":{"secret":"s3cr3t-of-entity"},"x":1e400}');
    receive('{"Registered":"s3cr3t-of-entity"');
    context.pass(1000);
    expect(JSON.stringify(sink)).not.toContain('s3cr3t');
    expect(sink.devices).toContainEqual({ device: '1', kind: 'sensor' });
  });

  it('takes unsigned integers only and skips kinds it does not know', () => {
    const { context, session, receive, sink } = start();
    session.opened('1');
    for (const wrong of ['-1', '1.5', '"21"', 'null', '1e400', '{}', 'true']) {
      receive(`{"TemperatureRead":{"temperature":${wrong}}}`);
    }
    receive('{"Renamed":{}}');
    receive('{"TemperatureRead":null}');
    context.pass(1000);
    expect(sink.unreadables).toHaveLength(8);
    expect(sink.skips).toHaveLength(1);
    expect([...sink.readings, ...sink.histories]).toEqual([]);
  });

  it('says what each end means, for that entity alone', () => {
    const { session } = start(['1', '2']);
    const next = (code: number, wasOpen = false) => session.closed('1', { code, reason: '', wasOpen }).next;
    expect(next(1000, true)).toBe('resume');
    expect(next(401)).toBe('renew-token');
    expect(next(403)).toBe('denied');
    expect(next(404)).toBe('fault');
    expect(next(503)).toBe('retry');
    expect(next(1006, true)).toBe('retry');
    expect(session.closed('2', { code: 404, reason: '', wasOpen: false }).reason).toContain('entity 2');
  });

  it('tells a request that nobody answers from a service that cannot be reached, and what may be the reason', () => {
    const { session } = start();
    const unanswered = session.closed('1', { code: NO_ANSWER, reason: 'no answer', wasOpen: false });
    expect(unanswered.next).toBe('retry');
    expect(unanswered.reason).toBe(
      'The service did not answer; trying again. Browsers open only six HTTP/1.1 connections to a host, those of all tabs together: where other tabs or streams use this one, close some of them, or serve it by HTTP/2.',
    );
    expect(session.closed('1', { code: 1006, reason: '', wasOpen: false }).reason).toContain(
      'cannot be reached',
    );
  });

  it('warns of more streams than browsers open to one HTTP/1.1 host', () => {
    const many = ['1', '2', '3', '4', '5', '6', '7'];
    expect(start(many).sink.notices).toHaveLength(1);
    expect(start(many, 'https://edge').sink.notices).toHaveLength(0);
    expect(start(many.slice(1)).sink.notices).toHaveLength(0);
  });

  it('takes no commands and says so', () => {
    const { session } = start();
    expect(session.capabilities.commands).toBe(false);
    expect(session.plan({ device: '1', property: 'x', value: 1 }, { kind: 'none' }).kind).toBe('refused');
  });

  it('stays unharmed by hostile events', () => {
    fc.assert(
      fc.property(fc.array(hostileBodies([REGISTERED, read(21)]), { maxLength: 20 }), (bodies) => {
        const { context, session } = start();
        session.opened('1');
        expectHarmless(
          session,
          context,
          bodies.map((body) => frameOf(body, { link: '1' })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
