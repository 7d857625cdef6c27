import type { Page } from '@playwright/test';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import type { SwitchTile } from '../pages/tile.ts';

/** A phone whose browser keeps the page. */
export const PHONE_THAT_KEEPS = {
  folder: '/plant7/',
  serviceWorkers: 'allow',
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;

/** The page's files are kept, and what it asks for goes past them from the next load on. */
export async function expectInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** A technician at work for the first time in a browser, whose page is kept by now. @returns the heater's switch, which is off */
export async function atWork(page: Page, address: string): Promise<SwitchTile> {
  await page.goto(address);
  await new SignInPage(page).signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await expectInstalled(page);
  return heater;
}
