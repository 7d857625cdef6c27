import { vi } from 'vitest';
import type { ConnectionSettings } from '../../model/settings.ts';
import { Intake } from '../connection/intake.ts';
import { Lane } from '../connection/lane.ts';
import { NewsDesk } from '../news.ts';
import { fetchProtocols, findProtocol } from '../protocols/index.ts';
import { protocolShapes } from '../protocols/shapes.ts';
import { rawSamples } from '../series/raw.ts';
import { SeriesStore } from '../series/store.ts';
import { FrameRecorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { Replay } from './replay.ts';
import { Timers } from './timers.ts';

const LIMITS = { maxSeries: 100, maxDevices: 100, maxBytes: 1 << 24, maxSamplesPerSeries: 10_000 };
const BOUNDS = { maxBytes: 1_000_000, maxMs: 3_600_000 };
export const START = 1_700_000_000_000;

/** Time stands still until a test lets it pass, and goes on after it: called before each test. */
export function holdTime(): () => void {
  vi.useFakeTimers({ now: START + 100_000 });
  return () => {
    vi.useRealTimers();
  };
}

/** A connection whose address and options are a recording’s. */
export function settingsOf(protocol: string, options: Readonly<Record<string, unknown>>): ConnectionSettings {
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

await fetchProtocols();

export function intakeOf(settings: ConnectionSettings) {
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
export function pictureOf(store: SeriesStore) {
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
export type Step =
  | { readonly do: 'frame'; readonly link: string; readonly body: unknown; readonly event: string }
  | { readonly do: 'reopen' | 'break'; readonly link: string };

/** Lets steps happen as they do on a live connection, with a recorder looking on; gives what was drawn and the file. */
export async function live(settings: ConnectionSettings, steps: readonly (readonly [number, Step])[]) {
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
    note() {},
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

/**
 * Plays a file at some speed, for some time of the test’s.
 * @param then other speeds after it, each with its time
 */
export async function replayed(
  text: string,
  speed: number,
  ms: number,
  then: readonly (readonly [speed: number, ms: number])[] = [],
) {
  const recording = Recording.of(text);
  if (typeof recording === 'string') throw new Error(recording);
  const { header } = recording;
  const settings = { ...settingsOf(header.protocol, header.options), id: 'recording-1', url: header.url };
  const { store, intake } = intakeOf(settings);
  const replay = new Replay(settings, protocolOf(settings), recording, intake, speed, () => {});
  replay.start();
  await vi.advanceTimersByTimeAsync(ms);
  for (const [next, time] of then) {
    replay.setSpeed(next);
    await vi.advanceTimersByTimeAsync(time);
  }
  replay.stop();
  return { store, replay };
}
