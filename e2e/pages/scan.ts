import type { Locator, Page } from '@playwright/test';

/** The page that reads codes. */
export class ScanPage {
  static readonly path = '/devices/scan';
  readonly open: Locator;
  readonly close: Locator;
  readonly again: Locator;
  /** Why there is no picture. */
  readonly problem: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    this.open = main.getByRole('button', { name: 'Open the camera' });
    this.close = main.getByRole('button', { name: 'Close the camera' });
    this.again = main.getByRole('button', { name: 'Try again' });
    this.problem = main.getByRole('alert');
  }

  /** Types what is on a label and opens it. */
  async type(code: string): Promise<void> {
    const field = this.#page.getByLabel('Or type what is on the label');
    await field.fill(code);
    await field.press('Enter');
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
