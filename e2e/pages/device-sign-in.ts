import type { Locator, Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expect } from '../fixtures.ts';
import { SignInPage } from './sign-in.ts';

/** A screen that nobody types on, with the code that signs it in. */
export class DeviceSignInPage {
  readonly code: Locator;
  readonly picture: Locator;
  /** What keeps people from approving, or that nobody did. */
  readonly trouble: Locator;
  /** Over a wall whose session has ended: what still arrives is behind it. */
  readonly panel: Locator;
  readonly another: Locator;
  /** For somebody with a keyboard after all. */
  readonly here: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.code = page.getByRole('status', { name: 'Code' });
    this.picture = page.getByRole('img', { name: 'QR code' });
    this.trouble = page.getByRole('alert');
    this.panel = page.getByRole('region', { name: 'Sign in again' });
    this.another = page.getByRole('button', { name: 'Show a new code' });
    this.here = page.getByRole('button', { name: 'Sign in on this device' });
  }

  /** What a phone's camera reads of the picture as it is on the screen. */
  async scan(): Promise<string> {
    const picture = (await this.picture.screenshot()).toString('base64');
    const { width, height, pixels } = await this.#page.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, image.width, image.height).data ?? [];
      return { width: image.width, height: image.height, pixels: Array.from(data) };
    }, picture);
    return decodeQR({ width, height, data: Uint8Array.from(pixels) });
  }
}

/** The provider's pages as somebody meets them who has scanned a wall's code with their phone. */
export class ApprovalPage {
  readonly code: Locator;
  readonly #page: Page;
  readonly #signIn: SignInPage;

  constructor(page: Page) {
    this.#page = page;
    this.#signIn = new SignInPage(page);
    this.code = page.getByRole('code');
  }

  /** Opens what was scanned, and compares the code with the one on the wall. */
  async open(address: string, code: string): Promise<void> {
    await this.#page.goto(address);
    await expect(this.code).toHaveText(code);
  }

  /** @param account whoever is not signed in on the phone yet; their password is their name */
  async approve(account?: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Continue' }).tap();
    if (account !== undefined) await this.#signIn.fillIn(account);
    await expect(this.#page.getByRole('heading', { name: 'The device is signed in' })).toBeVisible();
  }

  async deny(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Cancel' }).tap();
    await expect(this.#page.getByRole('heading', { name: 'The device is not signed in' })).toBeVisible();
  }
}
