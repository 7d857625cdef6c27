import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { encodeQR } from 'qr';
import { findChromium } from '../../scripts/chromium.mjs';
import { test as base } from './fixtures.ts';

const WIDTH = 640;
const HEIGHT = 480;
const GREY = 128;
/** Frames in the film, shown over and over. */
const FRAMES = 4;

/** A grey picture, a byte a pixel in rows. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

/** A wall without any code. */
export const NOTHING: Picture = { width: 0, height: 0, luma: new Uint8Array() };

/** A camera that sees what it is told to. */
export interface FakeCamera {
  /** From the next opening on it sees this. */
  show(picture: Picture): void;
}

/** A code as somebody else may have put it on a machine. */
export function pictureOfCode(text: string): Picture {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const scale = Math.floor(HEIGHT / rows.length);
  const side = rows.length * scale;
  const luma = Uint8Array.from({ length: side * side }, (_, i) =>
    rows[Math.floor(i / side / scale)]?.[Math.floor((i % side) / scale)] ? 0 : 255,
  );
  return { width: side, height: side, luma };
}

/** What is printed: an element as it looks. */
export async function pictureOf(page: Page, element: Locator): Promise<Picture> {
  const png = (await element.screenshot()).toString('base64');
  const { width, height, luma } = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data: pixels = [] } = context?.getImageData(0, 0, image.width, image.height) ?? {};
    return {
      width: image.width,
      height: image.height,
      luma: Array.from(pixels).filter((_, i) => i % 4 === 1),
    };
  }, png);
  return { width, height, luma: Uint8Array.from(luma) };
}

/** A film of one picture, in its middle, as Chromium's fake camera reads it (YUV4MPEG2). */
function filmOf({ width, height, luma }: Picture): Buffer {
  const frame = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, GREY);
  const left = Math.floor((WIDTH - width) / 2);
  const top = Math.floor((HEIGHT - height) / 2);
  if (left < 0 || top < 0) throw new Error(`A picture of ${width} × ${height} is too large for the camera.`);
  for (let y = 0; y < height; y += 1) {
    frame.set(luma.subarray(y * width, (y + 1) * width), (top + y) * WIDTH + left);
  }
  const frames = Array.from({ length: FRAMES }, () => [Buffer.from('FRAME\n'), frame]).flat();
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420\n`), ...frames]);
}

interface WorkerFixtures {
  /** Where the browser finds what its camera sees. */
  readonly film: string;
}

/** As behind nginx, in a browser with a camera that asks for permission. */
export const test = base.extend<{ readonly camera: FakeCamera }, WorkerFixtures>({
  film: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const place = mkdtempSync(join(tmpdir(), 'signalbox-camera-'));
      await use(join(place, 'film.y4m'));
      rmSync(place, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, film }, use) => {
      const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
      // Without windows Chromium asks nobody for the camera: the whole browser does.
      const executablePath = findChromium() ?? launchOptions.executablePath;
      await use({
        ...launchOptions,
        ...(executablePath === undefined ? {} : { executablePath }),
        args: [...(launchOptions.args ?? []), ...args],
      });
    },
    { scope: 'worker' },
  ],
  camera: async ({ film }, use) => {
    const show = (picture: Picture) => writeFileSync(film, filmOf(picture));
    show(NOTHING);
    await use({ show });
  },
});
