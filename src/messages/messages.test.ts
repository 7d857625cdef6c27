import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { messages as czech, patterns } from 'virtual:messages/cs';
import { messages as czechLater } from 'virtual:messages/cs/later';
import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { englishOf, isLater, readMessages } from '../../scripts/messages.ts';
import { said, setPatterns } from '../ui/said.ts';
import { FILLED, imports, isTree, literals, madeNames, sentences, shownTexts } from './code.fixture.ts';

const SOURCE = join(import.meta.dirname, '..');
/** What reads like a sentence for people and is none: faults of our own code, which only its authors meet, and names. */
const FOR_AUTHORS: ReadonlySet<string> = new Set([
  'A field needs a form around it.',
  "A Signalbox dashboard's document",
  'A view could not take its answer',
  'One series asked for, none answered.',
  'Scripts of other places than the page’s own folder are not started.',
  "Signalbox's config.json",
  'Streambed / Akka Edge',
  'The camera is not wanted any more.',
  'The engine got no port.',
  'The engine has not been started.',
  'The engine is not running.',
  'The engine is running already.',
  'The page has not been set up.',
  'There is no session around this component.',
  `${FILLED}: the host gave the page in its place`,
]);

/** What looks like a text and is none: names of keys. */
const NO_TEXTS: ReadonlySet<string> = new Set(['Delete']);

/** A name and a word that people do not read as such: of machines' names, of units, of parts of a sentence, and on the console. */
const NO_NAMES: ReadonlySet<string> = new Set(
  [
    ...['above #', 'below #', '# failed', '# min', '# max', '# ms'],
    ...['action #', 'dashboard #', 'deployment #', 'own #', 'signalbox #', 'unit #', 'widget #', 'wrong #'],
    ...['# name', '# title'],
  ].map((one) => one.replace('#', FILLED)),
);

/** Placeholders of a compiled message, plurals marked, in alphabetical order. */
function placeholders(tokens: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (token: unknown) => {
    if (!Array.isArray(token)) return;
    const [name, kind, cases] = token;
    if (typeof name === 'string') found.add(kind === undefined ? name : `${name}, ${String(kind)}`);
    if (isTree(cases))
      for (const branch of Object.values(cases)) if (Array.isArray(branch)) branch.forEach(look);
  };
  if (Array.isArray(tokens)) tokens.forEach(look);
  return [...found].sort();
}

/** Plural categories that a language needs. */
function lacking(message: string, language: string): readonly string[] {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const missing: string[] = [];
  const look = (token: unknown) => {
    if (!Array.isArray(token) || token[1] !== 'plural' || !isTree(token[2])) return;
    const cases = token[2];
    missing.push(...needed.filter((one) => !(one in cases)));
  };
  const tokens = compileMessage(message);
  if (Array.isArray(tokens)) tokens.forEach(look);
  return missing;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture|d)\.tsx?$/.test(name));
const code = new Map(files.map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')]));

/** Files that the first screen is made of: what `main.ts` brings with it, and what comes after without texts of its own. */
function fromTheStart(): readonly string[] {
  const reached = new Set<string>();
  const visit = (name: string) => {
    const text = code.get(name);
    if (text === undefined || reached.has(name)) return;
    reached.add(name);
    for (const one of imports(text)) if (one.startsWith('.')) visit(normalize(join(dirname(name), one)));
  };
  visit('main.ts');
  return [...reached];
}

describe('the texts of the page', () => {
  const rooms = [...readMessages()].flatMap(([room, texts]) =>
    Object.entries(texts).map(([text, translations]) => ({ room, text, ...translations })),
  );

  it('are there in every language', () => {
    expect(rooms.length).toBeGreaterThan(0);
    expect(rooms.filter((one) => !one.cs?.trim() || !one.de?.trim()).map((one) => one.text)).toEqual([]);
  });

  it('have the same placeholders and plurals in every language', () => {
    for (const { text, cs, de } of rooms) {
      const wanted = placeholders(compileMessage(englishOf(text)));
      expect.soft(placeholders(compileMessage(cs)), `Czech of “${text}”`).toEqual(wanted);
      expect.soft(placeholders(compileMessage(de)), `German of “${text}”`).toEqual(wanted);
    }
  });

  it('have every plural form that a language needs', () => {
    const wrong = rooms.flatMap(({ text, cs, de }) =>
      Object.entries({ en: englishOf(text), cs, de }).flatMap(([language, message]) =>
        lacking(message, language)
          // Czech has a form of its own for decimals; what is counted here is whole.
          .filter((form) => !(language === 'cs' && form === 'many'))
          .map((form) => `${text} (${language}): ${form}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('say the same wherever the same English is in two rooms', () => {
    const seen = new Map<string, string>();
    const wrong = rooms.filter(({ text, cs, de }) => {
      const before = seen.get(text);
      seen.set(text, `${cs}\n${de}`);
      return before !== undefined && before !== `${cs}\n${de}`;
    });
    expect(wrong.map((one) => one.text)).toEqual([]);
  });

  it('are each used somewhere', () => {
    const all = [...code.values()].join('\n').replaceAll("\\'", "'");
    const unused = rooms.filter(({ room, text }) => room !== 'said' && !all.includes(text));
    expect(unused.map((one) => one.text)).toEqual([]);
  });

  it('are nowhere English alone', () => {
    const found = [...code].flatMap(([name, text]) =>
      name.endsWith('.tsx') ? literals(text).map((one) => `${name}: ${one}`) : [],
    );
    expect(found).toEqual([]);
  });

  it('come with the page that needs them: what is there from the start has no text that comes later', () => {
    const first = new Set(rooms.filter(({ room }) => !isLater(room)).map(({ text }) => text));
    const late = rooms.map(({ text }) => text).filter((text) => !first.has(text));
    expect(late.length).toBeGreaterThan(0);
    // The engine knows no language.
    const drawn = fromTheStart().filter((name) => !name.startsWith('engine/'));
    const wrong = drawn.flatMap((name) => {
      const its = shownTexts(code.get(name) ?? '');
      return late.filter((text) => its.has(text) && !NO_TEXTS.has(text)).map((text) => `${name}: ${text}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('sentences that are made where no language is known', () => {
  beforeAll(() => {
    i18n.loadAndActivate({ locale: 'cs', messages: { ...czech, ...czechLater } });
    setPatterns(patterns);
  });
  afterAll(() => {
    i18n.activate('en');
    setPatterns([]);
  });

  it('have one also where they are a name and one word', () => {
    const found = [...code].flatMap(([name, text]) =>
      // The engine names things for machines; what it says is sentences.
      name.startsWith('engine/')
        ? []
        : madeNames(text).filter((one) => said(one) === one && !NO_NAMES.has(one)),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'Needs the role technician; you are signed in as viewer: ask for that role. Nothing was sent.',
    'It takes one of: off, on. Nothing was sent; choose a fitting value.',
    'It takes no more than 30. Nothing was sent; choose a fitting value.',
    'It takes steps of 0.5. Choose a fitting value.',
  ])('are translated to their last word where one ends with what is filled in: %s', (sentence) => {
    expect(said(sentence)).not.toMatch(/sent|fitting|role that/);
  });

  it('have a translation, wherever in the code they stand', () => {
    const texts = [...readMessages().values()].flatMap((room) => Object.keys(room));
    // Some are put together of parts that stand apart in the code.
    const whole = texts.map((text) => text.replace(/\{\w+\}/g, FILLED));
    const ends = new RegExp(`^(${FILLED}[^ ]* )+|(${FILLED})+$`, 'g');
    const isKnown = (one: string) => {
      const part = one.replace(ends, '').trim();
      return said(one) !== one || FOR_AUTHORS.has(one) || whole.some((text) => text.includes(part));
    };
    const wrong = [...code].flatMap(([name, text]) =>
      sentences(text)
        .filter((one) => !isKnown(one))
        .map((one) => `${name}: ${one}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the search for English', () => {
  it('finds what is written straight into an element', () => {
    const page = `const Page = () => (
      <main aria-label="The plant"><h1>Nothing here</h1>{isNew ? 'Add one' : t('Known')}
        <Tool hint={'Undo it'} /><input name="mail" placeholder={\`\${n} more\`} /><code>npm start</code>
      </main>);`;
    expect([...literals(page)].sort()).toEqual(['Add one', 'Nothing here', 'The plant', 'Undo it', 'more']);
  });

  it('finds what is said however it is written, and in tables', () => {
    const text = `import { on } from 'The room'; type Way = 'Up now' | 'Down';
      export const TABLE = [{ word: 'Print labels', deed: 'print' }];
      const said = t(
        isOn ? 'on' : "The relay's off",
        { names: 'each' },
      );`;
    expect([...shownTexts(text)]).toEqual(['Print labels', 'on', "The relay's off", 'each']);
  });

  it('finds names that are made with one word', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    const text = 'name(`${title} (copy)`, `group ${id}`, `${a} ${b}`, `${n}px`, `${other} has it already`);';
    expect(madeNames(text)).toEqual([`${FILLED} (copy)`, `group ${FILLED}`]);
  });

  it('finds sentences however they are put together', () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
      'const why = `The link broke${saying(end)}; trying ${isLate ? "later" : "again"}.`; say("Go " + "on now, please"); say(`Saved ${n} lines.` + ` All ${m} are new.`);';
    expect(sentences(text)).toEqual([
      'The link broke; trying later.',
      'The link broke; trying again.',
      `The link broke (${FILLED}); trying later.`,
      `The link broke (${FILLED}); trying again.`,
      'Go on now, please',
      `Saved ${FILLED} lines. All ${FILLED} are new.`,
    ]);
  });
});
