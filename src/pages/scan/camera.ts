import { frameLoop, QRCamera, QRCanvas } from 'qr/dom.js';

/**
 * Why there is no picture:
 * - `insecure` the browser gives its camera to pages served by https: only, or has none for pages at all
 * - `denied`   the person, the browser's settings or the server's Permissions-Policy do not allow it
 * - `none`     the device has no camera
 * - `busy`     there is one, and it gives no picture: most often another program has it
 * - `lost`     it has been taken away meanwhile
 */
export type CameraProblem = 'insecure' | 'denied' | 'none' | 'busy' | 'lost';

/** An open camera. */
export interface Camera {
  /** Whether it has a light of its own. */
  readonly hasLight: boolean;
  /** Another camera of this device, by its id; null where this is the only one. */
  readonly next: string | null;
  /** Switches its light. Rejects where the device refuses. */
  setLight(isOn: boolean): Promise<void>;
  /** Lets go of the camera. May be called again. */
  stop(): void;
}

interface CameraEvents {
  /** Every text read from a code, again for each frame it is in. */
  readonly onCode: (text: string) => void;
  /** The picture has ended and was not stopped here. */
  readonly onLost: () => void;
}

/** Frames are looked at no more often, ms: reading one costs a phone's processor that draws the page, too. */
const LOOK_EVERY_MS = 100;

/** What the refusal of a camera means (Media Capture and Streams, `getUserMedia`). */
export function problemOf(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return 'busy';
}

/** Whether the camera may be opened without the browser asking the person. */
export async function isCameraAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state === 'granted';
  } catch {
    // A browser that cannot tell would ask.
    return false;
  }
}

/** Whether pages can have a camera here at all. */
export function canHaveCamera(): boolean {
  // Typed as always there; pages that came without TLS have none.
  return isSecureContext && 'mediaDevices' in navigator;
}

function hasTorch(track: MediaStreamTrack): boolean {
  const capabilities = track.getCapabilities?.() ?? {};
  return 'torch' in capabilities && capabilities.torch === true;
}

/** The camera after the one that gives a track, by its id. Their ids are known once one may be used. */
async function cameraAfter(track: MediaStreamTrack | undefined): Promise<string | null> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const ids = devices.flatMap(({ kind, deviceId }) =>
    kind === 'videoinput' && deviceId !== '' ? [deviceId] : [],
  );
  const at = ids.indexOf(track?.getSettings().deviceId ?? '');
  return ids.length < 2 ? null : (ids[(at + 1) % ids.length] ?? null);
}

/**
 * Shows the camera at the back in a video element and reads codes from it until it is stopped. The browser asks the person where they have not
 * answered yet.
 * @param id of a certain camera; null: the one at the back, where there is one
 * @param signal aborted: the camera is let go of, whenever the browser gives it
 * @throws what `getUserMedia` throws, see {@link problemOf}
 */
export async function openCamera(
  video: HTMLVideoElement,
  id: string | null,
  { onCode, onLost }: CameraEvents,
  signal: AbortSignal,
): Promise<Camera> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      ...(id === null ? { facingMode: 'environment' } : { deviceId: { exact: id } }),
      width: { ideal: 1280 },
      height: { ideal: 720 },
    },
  });
  const letGo = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    letGo();
    throw new DOMException('The camera is not wanted any more.', 'AbortError');
  }
  const reader = new QRCamera(video, stream);
  const canvas = new QRCanvas();
  let lookedAt = 0;
  const endLoop = frameLoop((at) => {
    if (at - lookedAt < LOOK_EVERY_MS) return;
    lookedAt = at;
    reader.readFrame(canvas, true).then(
      (text) => {
        if (typeof text === 'string' && !signal.aborted) onCode(text);
      },
      // The next frame comes at once.
      () => undefined,
    );
  }, video);
  const stop = () => {
    endLoop();
    reader.stop();
    canvas.clear();
    letGo();
    video.srcObject = null;
  };
  signal.addEventListener('abort', stop, { once: true });
  const [track] = stream.getVideoTracks();
  track?.addEventListener('ended', onLost);
  const next = await cameraAfter(track);
  return {
    next,
    hasLight: track !== undefined && hasTorch(track),
    async setLight(isOn) {
      const light: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: isOn };
      await track?.applyConstraints({ advanced: [light] });
    },
    stop,
  };
}
