import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { useSyncExternalStore } from 'react';
import { setLocale } from './locale.ts';
import { setPatterns } from './said.ts';

/** All languages that the page is written in. */
export const LANGUAGES = ['en', 'cs', 'de'] as const;
/** A language that the page is written in. */
type Language = (typeof LANGUAGES)[number];

/** Languages by what their speakers call them. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  cs: 'Čeština',
  de: 'Deutsch',
};

/** English is small, its sentences being in the code; the others are fetched when somebody wants one. */
const CATALOGUES = {
  en: () => Promise.resolve({ messages: english, patterns: [] }),
  cs: () => import('virtual:messages/cs'),
  de: () => import('virtual:messages/de'),
} as const;

/** Texts of pages that come later. */
const LATER = {
  en: () => import('virtual:messages/en/later'),
  cs: () => import('virtual:messages/cs/later'),
  de: () => import('virtual:messages/de/later'),
} as const;
/** Whether a page that came later needed them. */
let areLaterNeeded = false;
let current: Language = 'en';
/** What was chosen last; its texts may still be on their way. */
let wanted: Language = current;

const KEPT_AS = 'signalbox.language';

interface Wish {
  /** BCP 47 tag from the configuration; what it says is not the person's to choose. */
  readonly language?: string | undefined;
  /** IANA name from the configuration. */
  readonly timeZone?: string | undefined;
}
let wish: Wish = {};
const listeners = new Set<() => void>();

/** Of a tag that may be none; a browser can report one, such as `en-US@posix`. */
function ours(tag: string): Language | undefined {
  return LANGUAGES.find((one) => one === tag.toLowerCase().split(/[^a-z]/)[0]);
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    return undefined;
  }
}

/** How numbers and times are written: as in the person's own country, where it is known. German of Switzerland is German. */
function tagFor(language: Language): string {
  const known = navigator.languages.flatMap((tag) => localeOf(tag) ?? []);
  const own =
    wish.language === undefined ? known.find((one) => one.language === language) : localeOf(wish.language);
  const region = own?.region ?? known[0]?.maximize().region;
  return new Intl.Locale(own ?? language, region === undefined ? {} : { region }).toString();
}

function kept(): Language | undefined {
  try {
    return ours(localStorage.getItem(KEPT_AS) ?? '');
  } catch {
    return undefined;
  }
}

/** The first of the browser's languages that the page is written in. */
function ofBrowser(): Language {
  for (const tag of navigator.languages) {
    const found = ours(tag);
    if (found) return found;
  }
  return 'en';
}

/** @returns whether it is in use: another may have been chosen meanwhile */
async function use(language: Language): Promise<boolean> {
  wanted = language;
  const [first, more] = await Promise.all([
    CATALOGUES[language](),
    areLaterNeeded ? LATER[language]() : undefined,
  ]);
  if (wanted !== language) return false;
  current = language;
  i18n.loadAndActivate({ locale: language, messages: { ...first.messages, ...more?.messages } });
  setPatterns(first.patterns);
  setLocale({ language: tagFor(language), timeZone: wish.timeZone });
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
  return true;
}

/**
 * Chooses the page's language: the configuration's, else what the person chose in this browser, else the browser's. Where its texts
 * cannot be fetched the page is English.
 */
export async function startLanguage(configured: Wish = {}): Promise<void> {
  wish = configured;
  // uPlot has numbers written in it while it is read, before anything can be told to it.
  if (!localeOf(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en' });
  const language = wish.language === undefined ? (kept() ?? ofBrowser()) : (ours(wish.language) ?? 'en');
  await use(language).catch(() => use('en'));
}

/**
 * Changes to another language, and keeps the choice in this browser, where no other is chosen meanwhile.
 * @throws where its texts cannot be fetched
 */
export async function chooseLanguage(language: Language): Promise<void> {
  if (!(await use(language))) return;
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    // A browser that keeps nothing forgets it with the tab.
  }
}

/**
 * Fetches a page that comes later, with the texts of such pages.
 * @returns what fetches both; it rejects where either cannot be fetched
 */
export function later<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    areLaterNeeded = true;
    const language = current;
    const [module, { messages }] = await Promise.all([load(), LATER[language]()]);
    i18n.load(language, messages);
    return module;
  };
}

/** Whether the configuration chose, so that the person cannot. */
export function isLanguageFixed(): boolean {
  return wish.language !== undefined;
}

/** The page's language. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ours(i18n.locale) ?? 'en',
  );
}
