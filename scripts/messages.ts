import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const FOLDER = join(import.meta.dirname, '../src/messages');
const LANGUAGES = ['en', 'cs', 'de'] as const;
type Language = (typeof LANGUAGES)[number];
/** Rooms of pages that come later (`later` in `src/ui/language.ts`): the first screen is not to wait for their texts. */
const LATER: ReadonlySet<string> = new Set([
  'account',
  'alarm-pages',
  'audit',
  'connections',
  'dashboard-pages',
  'device-sign-in',
  'devices',
  'editor',
  'field',
  'first-steps',
  'kiosk',
  'tools',
]);

/** Whether a room's texts come with the pages that need them. */
export function isLater(room: string): boolean {
  return LATER.has(room);
}

/** What one text is in the languages other than English. */
type Translations = Readonly<Record<Exclude<Language, 'en'>, string>>;

/** Every text of `src/messages`, by file name without `.json`. */
export function readMessages(): ReadonlyMap<string, Readonly<Record<string, Translations>>> {
  return new Map(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))]),
  );
}

/** A placeholder that only a value is put into. */
const BLANK = /\{(\w+)\}/g;

/** Texts whose key differs from what is shown in English by more than what is filled in: those with plurals, and words with a note behind a bar. */
function needsEnglish(text: string): boolean {
  return /[{}|]|''/.test(text.replace(BLANK, ''));
}

/** The English text of a key: what is behind ` |` only tells two equal words apart. */
export function englishOf(text: string): string {
  return text.replace(/ \|.*$/, '');
}

/** One language's catalogue, compiled as Lingui wants it. Of the sentences that the engine makes English needs none. */
function catalogue(language: Language, later: boolean): Record<string, unknown> {
  const compiled: Record<string, unknown> = {};
  for (const [room, texts] of readMessages()) {
    if (isLater(room) !== later) continue;
    for (const [text, translations] of Object.entries(texts)) {
      if (language !== 'en') compiled[text] = compileMessage(translations[language]);
      else if (room !== 'said' && needsEnglish(text)) compiled[text] = compileMessage(englishOf(text));
    }
  }
  return compiled;
}

/**
 * Sentences with placeholders that the page gets as finished text: as what they look like, and their key. `{saying}` stands for what a far end
 * said, in brackets, or for nothing.
 */
function patterns(): readonly (readonly [pattern: string, text: string])[] {
  return Object.keys(readMessages().get('said') ?? {})
    .filter((text) => text.includes('{'))
    .sort((a, b) => b.replace(/\{\w+\}/g, '').length - a.replace(/\{\w+\}/g, '').length)
    .map((text) => [
      text
        .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
        .replace('{saying}', '(?<saying>(?: \\(.*?\\))?)')
        // What ends a sentence does not run on into the next one.
        .replace(/\{(\w+)\}(?=\\\.$)/, '(?<$1>(?:(?!\\. [A-Z]).)+?)')
        .replace(/\{(\w+)\}/g, '(?<$1>.+?)'),
      text,
    ]);
}

/** Serves `virtual:messages/en`, `…/cs` and `…/de`, and `…/en/later` and so on for what comes later: the files of `src/messages`. */
export function messages(): Plugin {
  const prefix = 'virtual:messages/';
  return {
    name: 'messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      const [name, part] = id.startsWith(`\0${prefix}`) ? id.slice(prefix.length + 1).split('/') : [];
      const language = LANGUAGES.find((one) => one === name);
      if (!language) return undefined;
      for (const room of readMessages().keys()) this.addWatchFile(join(FOLDER, `${room}.json`));
      const texts = catalogue(language, part === 'later');
      const looks = language === 'en' || part === 'later' ? [] : patterns();
      return [
        `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(texts))});`,
        `export const patterns = ${JSON.stringify(looks)};`,
      ].join('\n');
    },
  };
}
