import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { englishOf, readMessages } from '../../scripts/messages.ts';

const SOURCE = join(import.meta.dirname, '..');
/** Rooms whose texts are English still. */
const NOT_YET = /^(pages\/connections|dashboards\/editor|pages\/dashboards\/EditPage)(\/|\.)/;

type Tree = { readonly type?: string; readonly [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

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

/** Attributes that people see or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
  'any',
  'before',
]);

/** English in a file's elements that no language can change. */
function literals(text: string): readonly string[] {
  const found: string[] = [];
  const isWords = (value: unknown): value is string => typeof value === 'string' && /\p{L}{2}/u.test(value);
  const note = (value: unknown) => {
    if (isWords(value)) found.push(value.trim());
  };
  /** Of an expression that is shown: what it may come to. */
  const shown = (node: unknown) => {
    if (!isTree(node)) return;
    if (node.type === 'Literal') note(node.value);
    if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis))
      for (const quasi of node.quasis) note(isTree(quasi) && isTree(quasi.value) ? quasi.value.cooked : '');
    if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(shown);
    if (node.type === 'LogicalExpression') [node.left, node.right].forEach(shown);
  };
  const walk = (node: unknown, isCode: boolean): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, isCode);
    else if (isTree(node)) {
      const opening = isTree(node.openingElement) ? node.openingElement : undefined;
      const name = isTree(opening?.name) ? opening.name.name : undefined;
      const inCode = isCode || name === 'code' || name === 'kbd';
      if (node.type === 'JSXText' && !inCode) note(node.value);
      if (node.type === 'JSXAttribute' && isTree(node.name) && SPOKEN.has(String(node.name.name))) {
        const { value } = node;
        shown(isTree(value) && value.type === 'JSXExpressionContainer' ? value.expression : value);
      }
      if ((node.type === 'JSXElement' || node.type === 'JSXFragment') && Array.isArray(node.children))
        for (const child of node.children)
          if (isTree(child) && child.type === 'JSXExpressionContainer' && !inCode) shown(child.expression);
      for (const [key, value] of Object.entries(node)) if (key !== 'type') walk(value, inCode);
    }
  };
  walk(parseSync('x.tsx', text).program, false);
  return found;
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
      name.endsWith('.tsx') && !NOT_YET.test(name) ? literals(text).map((one) => `${name}: ${one}`) : [],
    );
    expect(found).toEqual([]);
  });
});
