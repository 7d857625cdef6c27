import { i18n } from '@lingui/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatTime, formatValue } from './format.ts';
import { chooseLanguage, startLanguage } from './language.ts';
import { setLocale } from './locale.ts';

const kept = new Map<string, string>();

/** A browser that reports these languages. */
function inBrowser(...languages: readonly string[]): { readonly language: string | undefined } {
  const navigator = { language: languages[0], languages };
  vi.stubGlobal('navigator', navigator);
  return navigator;
}

beforeEach(() => {
  kept.clear();
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  i18n.activate('en');
  setLocale({});
});

describe('the language of the page', () => {
  it('is the one that the browser means, where what it reports is no language tag', async () => {
    inBrowser('cs_CZ.UTF-8');
    await startLanguage();
    expect(i18n.locale).toBe('cs');
    const navigator = inBrowser('en-US@posix');
    await startLanguage();
    expect(i18n.locale).toBe('en');
    expect(formatValue(21.5, 1)).toBe('21.5');
    // uPlot asks for it while it is read.
    expect(() => new Intl.NumberFormat(navigator.language)).not.toThrow();
  });

  it('is the one that was chosen last, however long the one before takes to come', async () => {
    inBrowser('en-GB');
    await startLanguage();
    await Promise.all([chooseLanguage('cs'), chooseLanguage('en')]);
    expect(i18n.locale).toBe('en');
    expect(document.documentElement.lang).toBe('en');
    expect([...kept.values()]).toEqual(['en']);
  });

  it.each([['cs-CZ', 'cs', 'en'], ['cs']])(
    'is written as in the country of the person: English in a browser of %s',
    async (...tags) => {
      inBrowser(...tags);
      for (const start of [
        () => startLanguage().then(() => chooseLanguage('en')),
        () => startLanguage({ language: 'en', timeZone: 'UTC' }),
      ]) {
        await start();
        expect(i18n.locale).toBe('en');
        expect(formatTime(0)).toMatch(/^\d\d:00:00$/);
        expect(formatValue(1234.5, 1)).toMatch(/^1\s234,5$/);
      }
    },
  );

  it('keeps the country that its own tag names', async () => {
    inBrowser('cs-CZ', 'en-US', 'de-CH');
    await startLanguage({ language: 'en-GB' });
    expect(formatValue(1234.5, 1)).toBe('1,234.5');
    await startLanguage();
    expect(formatValue(1234.5, 1)).toMatch(/^1\s234,5$/);
    await chooseLanguage('en');
    expect(formatTime(0)).toMatch(/[AP]M$/);
    await chooseLanguage('de');
    expect(formatValue(1234.5, 1)).toMatch(/^1['’]234\.5$/);
  });
});
