import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Intake } from '../connection/intake.ts';
import { Lane } from '../connection/lane.ts';
import { NewsDesk } from '../news.ts';
import { findProtocol } from '../protocols/index.ts';
import { protocolShapes } from '../protocols/shapes.ts';
import { rawSamples } from '../series/raw.ts';
import { SeriesStore } from '../series/store.ts';
import { FrameRecorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { Replay } from './replay.ts';
import { Timers } from './timers.ts';

const LIMITS = { maxSeries: 100, maxDevices: 100, maxBytes: 1 << 24, maxSamplesPerSeries: 10_000 };
const BOUNDS = { maxBytes: 1_000_000, maxMs: 3_600_000 };
const START = 1_700_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START + 100_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function settingsOf(protocol: string, options: Readonly<Record<string, unknown>>): ConnectionSettings {
  return {
    id: 'c',
    name: 'Bridge',
    protocol,
    transport: 'websocket',
    url: 'wss://user:hunter2hunter2@host/path?token=hunter2hunter2',
    credentials: { kind: 'none' },
    staleAfterMs: 30_000,
    silenceLimitMs: 45_000,
    commandRole: 'technician',
    history: true,
    options:
      protocolShapes
        .find(({ id }) => id === protocol)
        ?.options()
        .parse(options) ?? {},
  };
}

function intakeOf(settings: ConnectionSettings) {
  const store = new SeriesStore(LIMITS);
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, () => {});
  return {
    store,
    intake: new Intake(settings, LIMITS, store, news, { reported: () => false, rejected() {} }),
  };
}

function protocolOf(settings: ConnectionSettings) {
  const protocol = findProtocol(settings.protocol);
  if (!protocol) throw new Error('there is no such protocol');
  return protocol;
}

/** All that charts are drawn from. */
function pictureOf(store: SeriesStore) {
  return store.all.map((series) => {
    const { times, values } = rawSamples(series, 0, Number.POSITIVE_INFINITY, 100_000);
    return {
      name: `${series.device} ${series.quantity} ${series.unit} ${series.kind}`,
      times: [...times],
      values: [...values],
      breaks: series.breaks,
      history: series.history,
    };
  });
}

/** Something that happens on a link. */
type Step =
  | { readonly do: 'frame'; readonly link: string; readonly body: unknown; readonly event: string }
  | { readonly do: 'reopen' | 'break'; readonly link: string };

/** Lets steps happen as they do on a live connection, with a recorder looking on; gives what was drawn and the file. */
async function live(settings: ConnectionSettings, steps: readonly (readonly [number, Step])[]) {
  const { store, intake } = intakeOf(settings);
  let now = START;
  const timers = new Timers();
  const recorder = new FrameRecorder(settings, BOUNDS, {
    now: () => now,
    secrets: () => ['hunter2hunter2'],
    over() {},
  });
  const session = protocolOf(settings).start(settings.options, {
    url: settings.url,
    sink: intake,
    now: () => now,
    heardOf: () => [],
    schedule: (ms, work) => {
      const { lane } = intake;
      return timers.set(now + ms, () => {
        intake.lane = lane;
        work();
      });
    },
    send: () => true,
    close() {},
  });
  const pass = (until: number) => {
    for (let due = timers.takeDue(until); due !== null; due = timers.takeDue(until)) {
      now = due.at;
      due.work();
    }
    now = until;
  };
  const lanes = new Map<string, Lane>();
  for (const [ms, step] of steps) {
    pass(now + ms);
    const { link } = step;
    const lane = lanes.get(link) ?? new Lane(link);
    lanes.set(link, lane);
    intake.lane = lane;
    if (step.do === 'frame') {
      const frame = { body: step.body, event: step.event, link, receivedAt: now };
      session.decode(frame, recorder.arrived(frame, intake));
      recorder.decoded();
    } else {
      session.closed(link, { code: 1006, reason: '', wasOpen: true });
      recorder.ended(link, 'it ended');
      if (step.do === 'break') {
        intake.broken(lane, now);
        recorder.broken(link, now);
      }
      session.opened(link);
      recorder.opened(link);
    }
  }
  pass(now + 1000);
  const file = recorder.finish();
  return { store, text: await file.text(), state: recorder.state };
}

async function replayed(text: string, speed: number, ms: number) {
  const recording = Recording.of(text);
  if (typeof recording === 'string') throw new Error(recording);
  const { header } = recording;
  const settings = { ...settingsOf(header.protocol, header.options), id: 'recording-1', url: header.url };
  const { store, intake } = intakeOf(settings);
  const replay = new Replay(settings, protocolOf(settings), recording, intake, speed, () => {});
  replay.start();
  await vi.advanceTimersByTimeAsync(ms);
  replay.stop();
  return { store, replay };
}

const clownFrame = fc.record({
  do: fc.constant('frame' as const),
  link: fc.constant(''),
  event: fc.constant(''),
  body: fc.oneof(
    fc
      .record({ at: fc.constantFrom('a/1', 'b/2'), value: fc.double({ noNaN: true, min: -50, max: 50 }) })
      .map(({ at, value }) => `["${at}", {"temperature": [${value}, "℃"], "password": "hunter2hunter2"}]\n`),
    fc.constantFrom(
      '["relay/1", {"state": true}]',
      '["relay/1", {"state": null}]',
      'garbage',
      new TextEncoder().encode('["a/1", {"temperature": 5}]'),
      new Uint8Array([0xff, 0xfe]),
    ),
  ),
});
const again = (link: fc.Arbitrary<string>) =>
  fc.record({ do: fc.constantFrom('reopen' as const, 'break' as const), link });
const pauses = fc.integer({ min: 0, max: 3_000 });
const clownSteps = fc.array(
  fc.tuple(pauses, fc.oneof({ weight: 8, arbitrary: clownFrame }, again(fc.constant('')))),
  {
    maxLength: 60,
  },
);
const entity = fc.constantFrom('1', '2');
/** Streambed's streams: what one begins with is the newest ten readings of before, which the session lines up by time. */
const streamSteps = fc
  .array(
    fc.tuple(
      pauses,
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({ do: fc.constant('value' as const), link: entity, value: fc.nat(30) }),
        },
        again(entity),
      ),
    ),
    { maxLength: 80 },
  )
  .map((script) => {
    const known = new Map<string, number[]>();
    const frame = (link: string, value: number): Step => ({
      do: 'frame',
      link,
      event: '',
      body: JSON.stringify({ TemperatureRead: { temperature: value } }),
    });
    return script.flatMap(([ms, step]): (readonly [number, Step])[] => {
      const values = known.get(step.link) ?? [];
      known.set(step.link, values);
      if (step.do === 'value') {
        values.push(step.value);
        return [[ms, frame(step.link, step.value)]];
      }
      return [[ms, step], ...values.slice(-10).map((value) => [1, frame(step.link, value)] as const)];
    });
  });

describe('a recording that is replayed', () => {
  it('gives the same samples, at the same times, with the same gaps (Clown.Talk)', async () => {
    await fc.assert(
      fc.asyncProperty(clownSteps, async (steps) => {
        const before = await live(settingsOf('clown-talk', {}), steps);
        const { store } = await replayed(before.text, Number.POSITIVE_INFINITY, 1_000);
        expect(pictureOf(store)).toEqual(pictureOf(before.store));
      }),
      { numRuns: 100 },
    );
  });

  it('lines up what streams repeat by the time of the recording, however fast it is played (Streambed)', async () => {
    await fc.assert(
      fc.asyncProperty(streamSteps, async (script) => {
        // From its beginning on, as a recording does that is begun before the streams open.
        const steps: (readonly [number, Step])[] = [
          [0, { do: 'reopen', link: '1' }],
          [0, { do: 'reopen', link: '2' }],
          ...script,
        ];
        const before = await live(settingsOf('streambed', { entities: ['1', '2'] }), steps);
        const { store } = await replayed(before.text, Number.POSITIVE_INFINITY, 1_000);
        expect(pictureOf(store)).toEqual(pictureOf(before.store));
      }),
      { numRuns: 100 },
    );
  });

  it('takes what a transport has parsed already as it came (Kamea)', async () => {
    const settings = settingsOf('kamea', { devices: [{ deviceId: 'A', tenantId: 'T' }] });
    const body = [
      { deviceId: 'A', timestamp: START, telemetries: { temperature: 21.5, token: 'hunter2hunter2' } },
    ];
    const before = await live(settings, [
      [5, { do: 'frame', link: '', event: 'telemetries', body }],
      [5, { do: 'frame', link: '', event: 'telemetries', body: [] }],
    ]);
    expect(before.text).not.toContain('hunter2');
    const { store } = await replayed(before.text, Number.POSITIVE_INFINITY, 1_000);
    expect(pictureOf(store).map((one) => one.values)).toEqual([[21.5]]);
  });

  it('goes as fast as it was, faster, or stands still', async () => {
    const frame = (n: number): readonly [number, Step] => [
      1_000,
      { do: 'frame', link: '', event: '', body: `["a/1", {"t": ${n}}]` },
    ];
    const { text } = await live(settingsOf('clown-talk', {}), [frame(1), frame(2), frame(3)]);
    const samples = async (speed: number, ms: number) =>
      pictureOf((await replayed(text, speed, ms)).store)[0]?.values ?? [];
    expect(await samples(1, 1_500)).toEqual([1]);
    expect(await samples(1, 2_500)).toEqual([1, 2]);
    expect(await samples(10, 350)).toEqual([1, 2, 3]);
    expect(await samples(0, 60_000)).toEqual([]);
  });

  it('says that it is a recording, and takes no commands', async () => {
    const { text } = await live(settingsOf('clown-talk', {}), [
      [10, { do: 'frame', link: '', event: '', body: '["relay/1", {"state": true}]' }],
    ]);
    const { replay } = await replayed(text, Number.POSITIVE_INFINITY, 1_000);
    const { status, capabilities, replay: state } = replay.snapshot();
    expect(status).toBe('replaying');
    expect(capabilities.commands).toBe(false);
    expect(state).toMatchObject({ of: 'Bridge', from: START, to: START + 1_010, isOver: true, damaged: 0 });
    expect(replay.isOnline).toBe(false);
    expect(replay.refusal()).toContain('recording');
    expect(replay.plan().kind).toBe('refused');
  });
});

describe('a recording', () => {
  it('holds no secret: not in its header, nor in frames', async () => {
    const settings = settingsOf('json', {
      mapping: { device: '$.id' },
      greeting: [{ subscribe: 'all', token: 'hunter2hunter2' }],
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
});
