import type { Locator, Page } from '@playwright/test';

/** The screen of an ordinary phone. */
export const PHONE = { width: 390, height: 844 };

/** The bar at the bottom of a phone, and the sheet of what it has no room for. */
export class PhoneBar {
  readonly bar: Locator;
  readonly places: Locator;
  readonly more: Locator;
  readonly sheet: Locator;

  constructor(page: Page) {
    this.bar = page.getByRole('navigation', { name: 'Pages' });
    this.places = this.bar.getByRole('link');
    this.more = this.bar.getByRole('button', { name: 'More' });
    this.sheet = page.getByRole('dialog', { name: 'More' });
  }

  async open(name: string): Promise<void> {
    await this.places.filter({ hasText: name }).tap();
  }

  async openFurther(name: string): Promise<void> {
    await this.more.tap();
    await this.sheet.getByRole('link', { name }).tap();
  }
}

/** How far the page reaches beyond a screen, CSS pixels: above 0 it could be pushed sideways, or was shrunk to fit. */
export async function overhang(page: Page, width: number): Promise<number> {
  return (
    (await page.evaluate(() => Math.max(document.documentElement.scrollWidth, window.innerWidth))) - width
  );
}

/** What can be tapped and is lower or narrower than a fingertip; links inside a sentence are as high as its line. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((fingertip) => {
    const targets = document.querySelectorAll(
      'a[href], button, input, select, summary, textarea, [role="switch"], [role="menuitem"]',
    );
    return [...targets].flatMap((target) => {
      // A label around a field is tapped with it.
      const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
      const isInSentence =
        target.matches('a') &&
        [...(target.parentElement?.childNodes ?? [])].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        );
      const isHidden =
        width === 0 || !target.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (isHidden || isInSentence || (height >= fingertip && width >= fingertip)) return [];
      const name = target.getAttribute('aria-label') ?? target.textContent;
      return [`${target.tagName} “${name}”: ${Math.round(width)} × ${Math.round(height)}`];
    });
  }, 47.5);
}

/** Texts that stand out from their ground by less than 7:1, as WCAG counts it; what cannot be used now may. */
export function weakTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (paint === null) return ['no canvas'];
    /** Red, green, blue, as they come out over what is under them. */
    const over = (colours: readonly string[]) => {
      paint.fillStyle = '#ffffff';
      paint.fillRect(0, 0, 1, 1);
      for (const colour of colours) {
        paint.fillStyle = colour;
        paint.fillRect(0, 0, 1, 1);
      }
      return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (colours: readonly string[]) =>
      over(colours)
        .map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0);
    const groundsOf = (element: Element): readonly string[] => {
      const own = getComputedStyle(element).backgroundColor;
      return element.parentElement === null ? [own] : [...groundsOf(element.parentElement), own];
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const weak = new Set<string>();
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? '';
      if (!element || text === '') continue;
      if (element.closest('[aria-disabled="true"], :disabled, option, script, noscript, svg')) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const grounds = groundsOf(element);
      const [one, other] = [luminance(grounds), luminance([...grounds, getComputedStyle(element).color])];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < least) weak.add(`“${text.slice(0, 40)}”: ${contrast.toFixed(1)}`);
    }
    return [...weak];
  }, 7);
}
