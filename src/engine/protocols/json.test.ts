import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWER } from '../transports/transport.ts';
import { expectHarmless, frameOf, hostileBodies } from './hostile-frames.ts';
import { bearer, flat, start } from './json.fixture.ts';
import { jsonShape } from './json.ts';

const AT = Date.parse('2025-12-31T12:00:00Z');
const ARRIVAL = 1_767_225_600_000;

describe('the mapping', () => {
  it('finds one value; its quantity is the last name of the path', () => {
    const { receive, sink } = start({ ...flat, unit: '$.unit' });
    receive({ id: 'd1', ts: AT, value: 5, unit: 'kPa' });
    receive({ id: 17, ts: AT / 1000, value: 6 });
    expect(sink.readings).toEqual([
      { device: 'd1', quantity: 'value', time: AT, value: 5, unit: 'kPa' },
      { device: '17', quantity: 'value', time: AT, value: 6, unit: '' },
    ]);
  });

  it('finds an object of values, or values beside the device and the time', () => {
    const within = start({ device: '$.id', time: '$.ts', values: '$.data' });
    within.receive({ id: 'd', ts: AT, data: { a: 1, b: { c: true } } });
    expect(within.sink.values).toEqual([['d a', 1]]);
    expect(within.sink.reports).toEqual([['d b.c', true]]);
    const beside = start({ device: '$.id', time: '$.ts' });
    beside.receive({ id: 'd', ts: AT, a: 1, mode: 'eco' });
    expect(beside.sink.values).toEqual([['d a', 1]]);
    expect(beside.sink.reports).toEqual([['d mode', 'eco']]);
  });

  it('tells where a device is, once and whenever that changes, and takes the room for no value', () => {
    const { receive, sink } = start({ device: '$.id', room: '$.room' });
    for (const room of ['Lab', 'Lab', 'Office', 'Lab', null]) receive({ id: 'd', room, a: 1 });
    expect(sink.devices).toEqual(['Lab', 'Office', 'Lab'].map((room) => ({ device: 'd', facts: { room } })));
    expect(sink.values).toHaveLength(5);
    expect(sink.reports).toEqual([]);
    const fixed = start({ device: '$.id', values: '$.v', room: '=Cellar' });
    fixed.receive({ id: 'd', v: 1 });
    expect(fixed.sink.devices).toEqual([{ device: 'd', facts: { room: 'Cellar' } }]);
  });

  it('takes the quantity from a path or a fixed name, and the device from a fixed name', () => {
    const { receive, sink } = start({ device: '=boiler', values: '$.v', quantity: '$.name' });
    receive({ name: 'flow', v: 2 });
    expect(sink.readings).toEqual([
      { device: 'boiler', quantity: 'flow', time: ARRIVAL, value: 2, unit: '' },
    ]);
    const fixed = start({ device: '$.a[0]', values: "$['the value']", quantity: '=flow', unit: '=l/s' });
    fixed.receive({ a: ['x'], 'the value': 3 });
    expect(fixed.sink.readings).toMatchObject([{ device: 'x', quantity: 'flow', unit: 'l/s' }]);
  });

  it('takes batches, with what is told once a frame', () => {
    const root = start({ ...flat, batch: '$' });
    root.receive(Array.from({ length: 200 }, (_, at) => ({ id: `d${at}`, ts: AT, value: at })));
    expect(root.sink.readings).toHaveLength(200);
    const inner = start({ device: '$$.id', time: '$.ts', values: '$.v', batch: '$.readings[*]' });
    inner.receive({
      id: 'd',
      readings: [
        { ts: AT, v: 1 },
        { ts: AT, v: 2 },
      ],
    });
    expect(inner.sink.values).toEqual([
      ['d v', 1],
      ['d v', 2],
    ]);
  });

  it('never reaches into what objects inherit', () => {
    const { receive, sink } = start({ device: '$.constructor.name', values: '$.__proto__' });
    receive({ a: 1 });
    receive('text');
    expect(sink.unreadables).toHaveLength(2);
  });

  it('counts frames without a device or a value', () => {
    const { receive, sink } = start(flat);
    for (const wrong of [
      null,
      5,
      [1],
      {},
      { id: '' },
      { id: 'd' },
      { id: 'd', value: [1] },
      { id: 1.5, value: 1 },
    ]) {
      receive(wrong);
    }
    expect(sink.unreadables).toHaveLength(8);
    expect(sink.readings).toEqual([]);
  });

  it('counts what the transport cannot read, although that bears no event', () => {
    const { session, sink } = start(flat, { event: 'values' }, 'https://own.example/stream');
    session.decode(frameOf(null), sink);
    expect(sink.unreadables).toHaveLength(1);
    expect(sink.skips).toEqual([]);
  });

  it('is checked when the configuration is read', () => {
    const fits = (mapping: unknown) => jsonShape.options().safeParse({ mapping }).success;
    for (const device of ['$', '$.a-b.c', "$['x y'].z[0]", '=boiler', '$$.id'])
      expect(fits({ device })).toBe(true);
    for (const device of ['', 'id', '$.', '$..a', '$.a[*]', '=', '$.a()', '=a\u0000'])
      expect(fits({ device })).toBe(false);
    expect(fits({ device: '$.id', batch: '$.list[*]' })).toBe(true);
    expect(fits({ device: '$.id', batch: 'list' })).toBe(false);
    expect(fits({})).toBe(false);
  });

  it('stays unharmed by hostile frames', () => {
    const mappings = [
      { ...flat, unit: '$.unit', room: '$.data' },
      { device: '$.id', time: '$.ts', batch: '$' },
      { device: '$$.id', values: '$', batch: '$.data' },
      { device: '=x', values: '$' },
    ];
    const rejections = { text: '$.data', device: '$.id', property: '$.unit' };
    const valid = [
      '{"id":"d1","ts":1767225600000,"value":5,"unit":"m"}',
      '[{"id":"d1","ts":"2025-12-31T12:00:00Z","a":5},{"id":"d2","b":true}]',
      '{"id":"d","data":[{"a":1},{"b":"x"}]}',
      '{"id":"d","data":"not now","unit":"on"}',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...mappings),
        fc.constantFrom('wss://x', 'https://x'),
        fc.array(hostileBodies(valid), { maxLength: 10 }),
        (mapping, url, bodies) => {
          const { session, context } = start(mapping, { rejections }, url);
          expectHarmless(
            session,
            context,
            bodies.map((body) => frameOf(body)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('transports', () => {
  it('carry credentials in headers over HTTP, in the address over WebSocket', () => {
    const ws = start(flat, { tokenParameter: 'jwt' }, 'wss://own.example/live?x=1').session;
    expect(ws.requests(bearer)).toEqual([{ name: '', url: 'wss://own.example/live?x=1&jwt=a%20b' }]);
    expect(ws.requests({ kind: 'basic', username: 'u', password: 'p:' })[0]?.url).toBe(
      'wss://u:p%3A@own.example/live?x=1',
    );
    const http = start(flat, {}, 'https://own.example/live').session;
    expect(http.requests(bearer)).toEqual([
      { name: '', url: 'https://own.example/live', headers: { Authorization: 'Bearer a b' } },
    ]);
    expect(http.requests({ kind: 'none' })).toEqual([{ name: '', url: 'https://own.example/live' }]);
    expect(start(flat, {}, 'no address').session.requests(bearer)).toHaveLength(1);
  });

  it('of Socket.IO hand over parsed parameters under the configured event', () => {
    const { session, sink } = start(flat, { event: 'reading' }, 'https://own.example');
    session.decode(frameOf([{ id: 'd', value: 1 }], { event: 'reading' }), sink);
    session.decode(frameOf(['{"id":"d","value":2}'], { event: 'reading' }), sink);
    session.decode(frameOf([{ id: 'd', value: 3 }], { event: 'other' }), sink);
    session.decode(frameOf([], { event: 'reading' }), sink);
    expect(sink.values.map(([, value]) => value)).toEqual([1, 2]);
    expect(sink.skips).toHaveLength(1);
    expect(sink.unreadables).toHaveLength(1);
  });

  it('get the greeting as they can send it', () => {
    const greeting = [{ subscribe: 'all' }];
    expect(start(flat, { greeting }).session.opened('')).toEqual([{ body: '{"subscribe":"all"}' }]);
    expect(start(flat, { greeting, greetingEvent: 'sub' }, 'https://x').session.opened('')).toEqual([
      { event: 'sub', body: { subscribe: 'all' } },
    ]);
  });

  it('end in ways that say what to do', () => {
    const ws = start(flat).session;
    const sse = start(flat, {}, 'https://x').session;
    const end = (code: number, wasOpen = false) => ({ code, reason: '', wasOpen });
    expect(ws.closed('', end(1008, true)).next).toBe('renew-token');
    expect(ws.closed('', end(1002, true)).next).toBe('fault');
    expect(ws.closed('', end(1000, true)).next).toBe('retry');
    expect(ws.closed('', end(1006)).next).toBe('retry');
    expect(sse.closed('', end(1000, true)).next).toBe('resume');
    expect(sse.closed('', end(401)).next).toBe('renew-token');
    expect(sse.closed('', end(403)).next).toBe('denied');
    expect(sse.closed('', end(404)).next).toBe('fault');
    expect(sse.closed('', end(503)).next).toBe('retry');
    expect(sse.closed('', end(1006)).reason).toContain('cannot be reached');
    expect(sse.closed('', end(NO_ANSWER))).toEqual({
      next: 'retry',
      reason: expect.stringMatching(
        /^The server did not answer; trying again\. .* six HTTP\/1\.1 connections/,
      ),
    });
  });
});
