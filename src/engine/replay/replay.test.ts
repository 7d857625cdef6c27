import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findProtocol } from '../protocols/index.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { Recording } from './recording.ts';
import {
  holdTime,
  intakeOf,
  live,
  pictureOf,
  replayed,
  START,
  type Step,
  settingsOf,
} from './replay.fixture.ts';
import { Replay } from './replay.ts';

beforeEach(holdTime);

const clownTalk = findProtocol('clown-talk');

describe('a recording that is replayed', () => {
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

  it('goes on from where it is when its speed is changed on the way, by no more than what has passed since', async () => {
    const { text } = await live(
      settingsOf('clown-talk', {}),
      Array.from({ length: 20 }, (_, n) => [
        1_000,
        { do: 'frame', link: '', event: '', body: `["a/1", {"t": ${n}}]` },
      ]),
    );
    const played = async (...then: readonly (readonly [number, number])[]) => {
      const { store, replay } = await replayed(text, 1, 1_500, then);
      return [pictureOf(store)[0]?.values.length, replay.snapshot().replay?.speed];
    };
    expect(await played([10, 120])).toEqual([2, 10]);
    expect(await played([10, 120], [0, 60_000])).toEqual([2, 0]);
    expect(await played([10, 120], [0, 60_000], [1, 1_000])).toEqual([3, 1]);
    expect(await played([10, 1_500], [1, 1_000])).toEqual([17, 1]);
    expect(await played([10, 120], [Number.POSITIVE_INFINITY, 100])).toEqual([20, Number.POSITIVE_INFINITY]);
  });

  it('goes over years between two frames, whatever its protocol has timed, and lets others have their turn', async () => {
    const settings = settingsOf('kamea', { devices: [{ deviceId: 'A', tenantId: 'T' }] });
    const years = 10 * 365 * 86_400_000;
    const { text } = await live(settings, [
      [0, { do: 'reopen', link: '' }],
      [5, { do: 'frame', link: '', event: 'internal_server_error', body: ['down'] }],
    ]);
    const later = {
      what: 'in',
      at: START + years,
      event: 'telemetries',
      json: [{ deviceId: 'A', ts: START, t: 5 }],
    };
    const lines = text.split('\n').filter((line) => !line.includes('"end"'));
    const { store, replay } = await replayed(
      [...lines, JSON.stringify(later)].join('\n'),
      Number.POSITIVE_INFINITY,
      1_000,
    );
    expect(replay.snapshot().replay).toMatchObject({ isOver: true, to: START + years });
    expect(pictureOf(store).map((one) => one.values)).toEqual([[5]]);
  });

  it('lets others have their turn while what its protocol has timed happens between two frames', async () => {
    const { text } = await live(settingsOf('clown-talk', {}), [
      [5, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 1}]' }],
      [90_000, { do: 'frame', link: '', event: '', body: '["a/1", {"t": 2}]' }],
    ]);
    const recording = Recording.of(text);
    if (typeof recording === 'string' || !clownTalk) throw new Error('this cannot be replayed');
    const settings = settingsOf('clown-talk', {});
    let turns = 0;
    const busy: Protocol = {
      ...clownTalk,
      start(options, context) {
        const again = () => {
          turns += 1;
          context.schedule(20, again);
        };
        again();
        return clownTalk.start(options, context);
      },
    };
    let clock = 0;
    const time = vi.spyOn(performance, 'now').mockImplementation(() => clock++);
    onTestFinished(() => time.mockRestore());
    const { store, intake } = intakeOf(settings);
    const replay = new Replay(settings, busy, recording, intake, Number.POSITIVE_INFINITY, () => {});
    replay.start();
    expect(replay.snapshot().replay?.isOver).toBe(false);
    expect(turns).toBeLessThan(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(replay.snapshot().replay?.isOver).toBe(true);
    expect(turns).toBeGreaterThan(3_000);
    expect(pictureOf(store).map((one) => one.values)).toEqual([[1, 2]]);
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
