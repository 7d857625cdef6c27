import type { Page } from '@playwright/test';
import { englishOf, readMessages } from '../scripts/messages.ts';

/** What a plural comes to is not looked for, nor is what little stands around names. */
function patternOf(english: string): RegExp | null {
  if (english.includes(', plural')) return null;
  const parts = english.split(/\{\w+\}/);
  if (parts.length > 1 && !/\p{L}{3}/u.test(parts.join(''))) return null;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')).join('.+')}$`, 's');
}

/** English texts that are others in Czech, as what they look like. */
const LOOKS = [...readMessages().values()].flatMap((room) =>
  Object.entries(room).flatMap(([text, { cs }]) => {
    const english = englishOf(text);
    const look = english === cs ? null : patternOf(english);
    return look ? [look] : [];
  }),
);

/**
 * Texts of the page that are seen or heard on it, and are English: on a page in Czech there are none.
 * @param given names that read like one of them
 */
export async function leftInEnglish(page: Page, given: readonly string[] = []): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode } = walker;
      if (currentNode.parentElement?.closest('script, style, code, kbd') === null)
        found.add(currentNode.textContent?.trim() ?? '');
    }
    for (const name of ['aria-label', 'aria-valuetext', 'placeholder', 'title'])
      for (const one of document.querySelectorAll(`[${name}]`))
        found.add(one.getAttribute(name)?.trim() ?? '');
    return [...found].filter(Boolean);
  });
  return texts.filter((text) => !given.includes(text) && LOOKS.some((look) => look.test(text)));
}
