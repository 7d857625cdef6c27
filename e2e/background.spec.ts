import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { orderFromElsewhere } from './hub-client.ts';
import { OverviewPage } from './pages/overview.ts';

/** A second's worth of display frames: on a machine that is slow these are slow, too. */
const SECOND_OF_FRAMES = 60;

/** What a page did since it was hidden or shown last. */
interface Doings {
  readonly draws: number;
  readonly credits: number;
  readonly frames: number;
}

/** Lets tests hide a page as a browser does: it says so, and has no display frames. Headless ones show every tab. */
async function makeHideable(page: Page): Promise<{
  hide(isHidden: boolean): Promise<void>;
  doings(): Promise<Doings>;
}> {
  await page.addInitScript(() => {
    const doings = { draws: 0, credits: 0, frames: 0 };
    let isHidden = false;
    const held: FrameRequestCallback[] = [];
    const display = requestAnimationFrame.bind(window);
    const ask = (callback: FrameRequestCallback): number =>
      isHidden
        ? held.push(callback)
        : display((time) => {
            doings.frames += 1;
            if (isHidden) held.push(callback);
            else callback(time);
          });
    window.requestAnimationFrame = ask;
    Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden });
    Object.defineProperty(Document.prototype, 'visibilityState', {
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    for (const name of ['stroke', 'putImageData', 'fill'] as const) {
      const draw: (...args: never[]) => void = CanvasRenderingContext2D.prototype[name];
      Object.assign(CanvasRenderingContext2D.prototype, {
        [name](this: CanvasRenderingContext2D, ...args: never[]) {
          doings.draws += 1;
          draw.apply(this, args);
        },
      });
    }
    const post: (...args: never[]) => void = MessagePort.prototype.postMessage;
    Object.assign(MessagePort.prototype, {
      postMessage(this: MessagePort, ...args: never[]) {
        const [message] = args;
        if (message && Reflect.get(Object(message), 'type') === 'ready') doings.credits += 1;
        post.apply(this, args);
      },
    });
    Object.assign(window, {
      doings: () => ({ ...doings }),
      hide(next: boolean) {
        isHidden = next;
        Object.assign(doings, { draws: 0, credits: 0, frames: 0 });
        document.dispatchEvent(new Event('visibilitychange'));
        if (!next) for (const callback of held.splice(0)) ask(callback);
      },
    });
  });
  return {
    hide: (isHidden) => page.evaluate((next) => Reflect.get(window, 'hide')(next), isHidden),
    doings: () => page.evaluate(() => Reflect.get(window, 'doings')()),
  };
}

test('A tab in the background draws nothing and asks for nothing, still hears, and shows what is now when it comes back', async ({
  page,
  signIn,
  demo,
}) => {
  const tab = await makeHideable(page);
  await signIn('technician');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  const chart = overview.chart('Workshop temperature');
  await heater.expectState('off');
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(3);
  await expect.poll(async () => (await tab.doings()).draws).toBeGreaterThan(10);

  await tab.hide(true);
  const before = await chart.samples();
  const hearOf = async (word: 'on' | 'off') => {
    await orderFromElsewhere(demo, 'relay/i2c0-3b', word === 'on');
    await heater.expectState(word);
  };
  // What was on its way when it was hidden still comes.
  await hearOf('on');
  await hearOf('off');
  await expect
    .poll(async () => {
      const settled = await tab.doings();
      for (const word of ['on', 'off', 'on', 'off'] as const) await hearOf(word);
      const { draws, credits } = await tab.doings();
      return [draws - settled.draws, credits - settled.credits];
    })
    .toEqual([0, 0]);
  const { credits } = await tab.doings();
  expect(credits).toBeLessThanOrEqual(1);
  expect(await chart.samples()).toBe(before);

  const shownAt = Date.now();
  const back = page.evaluate(() => {
    const region = document.querySelector<HTMLElement>('[data-widget="timeseries"][data-last]');
    if (!region) throw new Error('There is no chart.');
    const old = Number(region.dataset.last);
    return new Promise<{ last: number; frames: number }>((resolve) => {
      new MutationObserver(() => {
        const last = Number(region.dataset.last);
        if (last > old) resolve({ last, frames: Reflect.get(window, 'doings')().frames });
      }).observe(region, { attributeFilter: ['data-last'] });
    });
  });
  await tab.hide(false);
  const { last, frames } = await back;
  expect(frames).toBeLessThan(SECOND_OF_FRAMES);
  expect(last).toBeGreaterThan(shownAt - 3_000);
  await expect.poll(() => chart.samples()).toBeGreaterThan(before);
});
