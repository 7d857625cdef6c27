import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { protocolShapes } from '../protocols/shapes.ts';
import { FrameRecorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { holdTime, intakeOf, live, pictureOf, replayed, START, settingsOf } from './replay.fixture.ts';

beforeEach(holdTime);

describe('a recording', () => {
  it('holds no secret: not in its header, nor in frames', async () => {
    const settings = settingsOf('json', {
      mapping: { device: '$.id' },
      greeting: [
        { subscribe: 'all', token: 'hunter2hunter2' },
        { name: 'password', value: 'hunter2hunter2' },
        '{"name":"password","value":"hunter2hunter2"}',
        'LOGIN hunter2hunter2',
        '$LOGIN hunter2hunter2',
        '=hunter2hunter2',
      ],
    });
    const { text } = await live(settings, [
      [0, { do: 'frame', link: '', event: '', body: '{"id":"a","t":1,"apiKey":"hunter2hunter2"}' }],
      [
        0,
        { do: 'frame', link: '', event: '', body: new TextEncoder().encode('{"secret":"hunter2hunter2"}') },
      ],
    ]);
    expect(text).not.toContain('hunter2');
    expect(text.split('\n')[0]).toContain('"url":"wss://host/path"');
  });

  it('leaves out bytes that are no text and may hold a secret, and counts them', async () => {
    const bytes = Uint8Array.from([0xff, ...new TextEncoder().encode('{"secret":"hunter2hunter2"}')]);
    const { text, state } = await live(settingsOf('clown-talk', {}), [
      [0, { do: 'frame', link: '', event: '', body: bytes }],
      [0, { do: 'frame', link: '', event: '', body: new Uint8Array([0xff, 1]) }],
    ]);
    expect(text).not.toContain('hunter2');
    expect(state).toMatchObject({ frames: 1, leftOut: 1 });
  });

  it('draws counts whose names only sound like secrets as they were', async () => {
    const body = (count: number) =>
      `["keypad/a", {"active_keys": [${count}, "1"], "auth-failures": [${count}, "1"]}]\n`;
    const { text, store } = await live(
      settingsOf('clown-talk', {}),
      [1, 2, 3].map((count) => [count, { do: 'frame', link: '', event: '', body: body(count) }]),
    );
    expect(pictureOf(store)).toHaveLength(2);
    expect(pictureOf((await replayed(text, Number.POSITIVE_INFINITY, 1_000)).store)).toEqual(
      pictureOf(store),
    );
  });

  it.each([
    [{ device: '$.key', values: '$.data' }, '{"key":"a","data":{"t":1}}'],
    [{ device: '=lobby-key', values: '$.v' }, '{"v":{"t":1}}'],
    [{ device: '=gw', quantity: '$.key', values: '$.value' }, '{"key":"t","value":1}'],
    [{ device: '=gw', room: '=Turkey', values: '$.v' }, '{"v":{"t":1}}'],
  ])(
    'can be replayed where a path or a name in its mapping sounds like a secret (%j)',
    async (mapping, body) => {
      const { text, store } = await live(settingsOf('json', { mapping }), [
        [0, { do: 'frame', link: '', event: '', body }],
        [5, { do: 'frame', link: '', event: '', body }],
      ]);
      const header = JSON.parse(text.split('\n')[0] ?? '');
      const shape = protocolShapes.find(({ id }) => id === header.protocol);
      expect(shape?.options().safeParse(header.options).error).toBeUndefined();
      expect(pictureOf(store)).toHaveLength(1);
      expect(pictureOf((await replayed(text, Number.POSITIVE_INFINITY, 1_000)).store)).toEqual(
        pictureOf(store),
      );
    },
  );

  it('counts the frames that secrets were left out of: their replay may differ', async () => {
    const { text, state } = await live(settingsOf('json', { mapping: { device: '$.key' } }), [
      [0, { do: 'frame', link: '', event: '', body: '{"key":"sensor-000000001","t":1}' }],
      [1, { do: 'frame', link: '', event: '', body: { key: 'sensor-000000002', t: 1 } }],
      [2, { do: 'frame', link: '', event: '', body: '{"key":"short","t":1}' }],
    ]);
    expect(state).toMatchObject({ frames: 3, leftOut: 0, changed: 2 });
    expect(text).toContain('"changed":2');
  });

  it('has no secret in what a frame’s event is called either, and counts the frame once', async () => {
    const event = 'denied hunter2hunter2';
    const { text, state } = await live(settingsOf('json', { mapping: { device: '$.id' } }), [
      [0, { do: 'frame', link: '', event, body: '{"id":"a","t":1}' }],
      [1, { do: 'frame', link: '', event, body: { id: 'a', t: 1, apiKey: 'hunter2hunter2' } }],
      [2, { do: 'frame', link: '', event, body: new Uint8Array([0xff, 0xfe]) }],
      [3, { do: 'frame', link: '', event: 'message', body: '{"id":"a","t":1}' }],
    ]);
    expect(state).toMatchObject({ frames: 4, leftOut: 0, changed: 3 });
    expect(text).not.toContain('hunter2');
    expect(text).toContain('"event":"denied [left out]"');
    expect(text).toContain('"event":"message"');
  });

  it('ends at its bounds and says which', () => {
    let now = START;
    const over = vi.fn();
    const host = { now: () => now, secrets: () => [], over };
    const { intake } = intakeOf(settingsOf('clown-talk', {}));
    const frame = (body: string) => ({ body, event: '', link: '', receivedAt: now });
    const small = new FrameRecorder(settingsOf('clown-talk', {}), { maxBytes: 2_000, maxMs: 60_000 }, host);
    for (let i = 0; i < 100; i++) small.arrived(frame('x'.repeat(100)), intake);
    expect(small.state).toMatchObject({ why: 'size', endedAt: START });
    expect(small.state.bytes).toBeLessThan(2_500);
    expect(over).toHaveBeenCalledTimes(1);

    const short = new FrameRecorder(settingsOf('clown-talk', {}), { maxBytes: 2_000, maxMs: 60_000 }, host);
    now += 61_000;
    short.arrived(frame('late'), intake);
    expect(short.state).toMatchObject({ why: 'time', endedAt: START + 60_000, frames: 0 });
  });

  it.each([
    ['', 'not JSON'],
    ['hello', 'not JSON'],
    ['{"kind":"something else"}\n', 'does not say so'],
    [
      `{"kind":"signalbox-recording","version":9,"protocol":"json","transport":"sse","connection":"c","name":"n","url":"","startedAt":1,"options":{}}\n`,
      'newer Signalbox',
    ],
    [
      `{"kind":"signalbox-recording","version":1,"protocol":"json","transport":"sse","connection":"c","name":"n","url":"","startedAt":1e300,"options":{}}\n`,
      'does not say so',
    ],
  ])('that is none is refused in words (%j)', (text, words) => {
    expect(Recording.of(text)).toContain(words);
  });

  it('that is anything at all is refused or read to its end: nothing is thrown', () => {
    const header = fc.record({
      kind: fc.constantFrom('signalbox-recording', 'other'),
      version: fc.oneof(fc.constant(1), fc.anything()),
      protocol: fc.oneof(fc.constant('json'), fc.jsonValue()),
      transport: fc.oneof(fc.constant('sse'), fc.jsonValue()),
      connection: fc.constant('c'),
      name: fc.constant('n'),
      url: fc.oneof(fc.constant(''), fc.jsonValue()),
      startedAt: fc.oneof(fc.constant(START), fc.jsonValue()),
      options: fc.oneof(fc.constant({}), fc.jsonValue()),
    });
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record(
          {
            at: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
            what: fc.constantFrom('in', 'out', 'opened', 'ended', 'broken', 'end', '__proto__'),
            link: fc.jsonValue(),
            event: fc.jsonValue(),
            text: fc.jsonValue(),
            base64: fc.oneof(fc.base64String(), fc.jsonValue()),
          },
          { requiredKeys: ['what'] },
        )
        .map((one) => JSON.stringify(one)),
    );
    fc.assert(
      fc.property(fc.oneof(header, fc.jsonValue()), fc.array(line), (first, lines) => {
        const recording = Recording.of([JSON.stringify(first), ...lines].join('\n'));
        if (typeof recording === 'string') return;
        // What shows it makes a date of it, and calendars end.
        const isTime = (time: number) => Number.isFinite(new Date(time).getTime());
        for (const time of [recording.from, recording.to]) expect(isTime(time)).toBe(true);
        for (let event = recording.next(); event !== null; event = recording.next())
          expect(event).toMatchObject({ link: expect.any(String), at: expect.toSatisfy(isTime) });
      }),
    );
  });

  it('with times that no calendar has is played without them', async () => {
    const { text } = await live(settingsOf('clown-talk', {}), [
      [10, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 1}]' }],
    ]);
    const late = [8.7e15, -1].map((at) => JSON.stringify({ at, what: 'end' }));
    const { replay } = await replayed([text.trimEnd(), ...late].join('\n'), Number.POSITIVE_INFINITY, 1_000);
    expect(replay.snapshot().replay).toMatchObject({ isOver: true, damaged: 2, to: START + 1_010 });
  });

  it('that is damaged is played as far as it can be read, and what is lost is counted', async () => {
    const { text } = await live(settingsOf('clown-talk', {}), [
      [10, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 1}]' }],
      [10, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 2}]' }],
    ]);
    const lines = text.split('\n');
    lines.splice(2, 0, '{"at":"soon"}', 'noise');
    const { store, replay } = await replayed(lines.join('\n'), Number.POSITIVE_INFINITY, 1_000);
    expect(pictureOf(store)[0]?.values).toEqual([1, 2]);
    expect(replay.snapshot().replay?.damaged).toBe(2);
  });

  it('that names ever more links is played for a bounded number of them, and what is of others is counted', async () => {
    const { text } = await live(settingsOf('clown-talk', {}), [
      [10, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 1}]' }],
    ]);
    const links = Array.from({ length: 10_000 }, (_, n) =>
      JSON.stringify({ at: START + 20, what: 'broken', link: `link ${n}` }),
    );
    const lines = [text.trimEnd(), ...links, JSON.stringify({ at: START + 30, what: 'end' })];
    const { store, replay } = await replayed(lines.join('\n'), Number.POSITIVE_INFINITY, 1_000);
    expect(pictureOf(store)[0]?.values).toEqual([1]);
    expect(replay.snapshot().replay).toMatchObject({ isOver: true, damaged: 9_001 });
  });
});
