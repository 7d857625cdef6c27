import type { Locator, Page } from '@playwright/test';

/** The page that reads codes. */
export class ScanPage {
  static readonly path = '/devices/scan';
  readonly open: Locator;
  readonly close: Locator;
  readonly again: Locator;
  /** Of the camera, where it has one. */
  readonly light: Locator;
  readonly otherCamera: Locator;
  /** Why there is no picture. */
  readonly problem: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    this.open = main.getByRole('button', { name: 'Open the camera' });
    this.close = main.getByRole('button', { name: 'Close the camera' });
    this.again = main.getByRole('button', { name: 'Try again' });
    this.light = main.getByRole('button', { name: 'Light', exact: true });
    this.otherCamera = main.getByRole('button', { name: 'Other camera' });
    this.problem = main.getByRole('alert');
  }

  /** Types what is on a label and opens it. */
  async type(code: string): Promise<void> {
    const field = this.#page.getByLabel('Or type what is on the label');
    await field.fill(code);
    await field.press('Enter');
  }

  /**
   * From now on the browser's camera is two of a phone: one at the back, with a light, and one at the front, without. What is returned says
   * which of them runs, and whether there is light.
   */
  async likeAPhone(): Promise<() => Promise<{ readonly camera: string; readonly isLit: boolean }>> {
    await this.#page.addInitScript(() => {
      const { mediaDevices } = navigator;
      if (!mediaDevices) return;
      const phone = { camera: '', isLit: false };
      Object.assign(window, { e2ePhone: phone });
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => {
        const video: unknown = wanted?.video;
        const asked: unknown = typeof video === 'object' && video !== null && Reflect.get(video, 'deviceId');
        const stream = await open({ video: true });
        const [track] = stream.getVideoTracks();
        if (!track) return stream;
        const camera = asked ? 'front' : 'back';
        Object.assign(phone, { camera, isLit: false });
        track.getSettings = () => ({ deviceId: camera });
        track.getCapabilities = () => Object.assign({ deviceId: camera }, { torch: camera === 'back' });
        track.applyConstraints = async (constraints) => {
          phone.isLit = JSON.stringify(constraints) === '{"advanced":[{"torch":true}]}';
        };
        return stream;
      };
      mediaDevices.enumerateDevices = async () =>
        ['back', 'front'].map((deviceId) => {
          const about = { deviceId, groupId: '', kind: 'videoinput' as const, label: deviceId };
          return { ...about, toJSON: () => about };
        });
    });
    return () =>
      this.#page.evaluate(() => {
        const { camera, isLit } = Reflect.get(window, 'e2ePhone');
        return { camera: String(camera), isLit: isLit === true };
      });
  }

  /** From now on every camera that the page opens is noted; what is returned counts those that run. */
  async noteCameras(): Promise<() => Promise<number>> {
    await this.#page.addInitScript(() => {
      const { mediaDevices } = navigator;
      if (!mediaDevices) return;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      const tracks: MediaStreamTrack[] = [];
      Object.assign(window, { e2eTracks: tracks });
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await real(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
    });
    return () =>
      this.#page.evaluate(() => {
        const tracks: unknown = Reflect.get(window, 'e2eTracks');
        const isLive = (one: unknown) => one instanceof MediaStreamTrack && one.readyState === 'live';
        return Array.isArray(tracks) ? tracks.filter(isLive).length : Number.NaN;
      });
  }
}
