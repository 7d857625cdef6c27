import { afterEach, expect, it, vi } from 'vitest';
import { openCamera, problemOf } from './camera.ts';

// It draws what a video shows: only a browser has both.
vi.mock('qr/dom.js', () => ({
  QRCamera: class {
    stop() {}
    readFrame = () => Promise.resolve(undefined);
  },
  QRCanvas: class {
    clear() {}
  },
  frameLoop: () => () => undefined,
}));

const NOTHING = { onCode: () => undefined, onLost: () => undefined };

afterEach(() => vi.unstubAllGlobals());

/** A device with cameras of these ids, the first of which it opens where none is named. */
function withCameras(ids: readonly string[], capabilities: object = {}) {
  const applied = vi.fn<(constraints: MediaTrackConstraints) => Promise<void>>(async () => undefined);
  const running = new Set<string>();
  const wanted: unknown[] = [];
  const getUserMedia = async ({ video }: { video: { deviceId?: { exact: string } } }) => {
    wanted.push(video.deviceId?.exact ?? null);
    const id = video.deviceId?.exact ?? ids[0] ?? '';
    if (!ids.includes(id)) throw new DOMException('', 'OverconstrainedError');
    running.add(id);
    const track = Object.assign(new EventTarget(), {
      getCapabilities: () => capabilities,
      getSettings: () => ({ deviceId: id }),
      applyConstraints: applied,
      stop: () => running.delete(id),
    });
    return { getTracks: () => [track], getVideoTracks: () => [track] };
  };
  const enumerateDevices = async () => [
    { kind: 'audioinput', deviceId: 'microphone' },
    ...ids.map((deviceId) => ({ kind: 'videoinput', deviceId })),
  ];
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices } });
  const open = (id: string | null, signal = new AbortController().signal) => {
    const video: HTMLVideoElement = Object.create(null);
    return openCamera(video, id, NOTHING, signal);
  };
  return { applied, running, wanted, open };
}

it('A refusal of the camera is told apart: not allowed, not there, taken by somebody else', () => {
  const named = (name: string) => problemOf(new DOMException('', name));
  expect(named('NotAllowedError')).toBe('denied');
  expect(named('SecurityError')).toBe('denied');
  expect(named('NotFoundError')).toBe('none');
  expect(named('OverconstrainedError')).toBe('none');
  expect(named('NotReadableError')).toBe('busy');
  expect(problemOf(undefined)).toBe('busy');
});

it('A camera that the browser gives when nobody wants it any more is let go of at once', async () => {
  const stop = vi.fn();
  let give: (stream: unknown) => void = () => undefined;
  const asked = new Promise((resolve) => {
    give = resolve;
  });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: () => asked } });
  const left = new AbortController();
  const video: HTMLVideoElement = Object.create(null);
  const opening = openCamera(video, null, NOTHING, left.signal);
  left.abort();
  give({ getTracks: () => [{ stop }] });
  await expect(opening).rejects.toThrow('not wanted');
  expect(stop).toHaveBeenCalledOnce();
  expect(video.srcObject).toBeUndefined();
});

it('The other camera is the one after the one that is open, all the way round; with a single one there is none', async () => {
  const { open, running, wanted } = withCameras(['back', 'wide', 'front']);
  const seen: (string | null)[] = [];
  let next: string | null = null;
  for (let turn = 0; turn < 4; turn += 1) {
    const camera = await open(next);
    next = camera.next;
    seen.push(next);
    expect(running.size).toBe(1);
    camera.stop();
    expect(running.size).toBe(0);
  }
  expect(seen).toEqual(['wide', 'front', 'back', 'wide']);
  expect(wanted).toEqual([null, 'wide', 'front', 'back']);
  expect((await withCameras(['back']).open(null)).next).toBeNull();
  // Before one may be used their ids are not told.
  expect((await withCameras(['', '']).open(null)).next).toBeNull();
});

it('A camera that was chosen and has gone since is none, and nothing else is taken in its place', async () => {
  const { open, running } = withCameras(['back', 'front']);
  await expect(open('gone').catch(problemOf)).resolves.toBe('none');
  expect(running.size).toBe(0);
});

it('The light is there only where the camera has one, is switched both ways, and a refusal is told', async () => {
  expect((await withCameras(['back']).open(null)).hasLight).toBe(false);
  expect((await withCameras(['back'], { torch: false }).open(null)).hasLight).toBe(false);
  const { open, applied } = withCameras(['back'], { torch: true });
  const camera = await open(null);
  expect(camera.hasLight).toBe(true);
  await camera.setLight(true);
  await camera.setLight(false);
  expect(applied.mock.calls).toEqual([[{ advanced: [{ torch: true }] }], [{ advanced: [{ torch: false }] }]]);
  applied.mockRejectedValue(new DOMException('', 'OverconstrainedError'));
  await expect(camera.setLight(true)).rejects.toThrow(DOMException);
});
