import { expect, it, vi } from 'vitest';
import { openCamera, problemOf } from './camera.ts';

const NOTHING = { onCode: () => undefined, onLost: () => undefined };

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
  vi.unstubAllGlobals();
});
