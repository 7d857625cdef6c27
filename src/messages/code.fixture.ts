import { parseSync } from 'vite';

type Tree = { readonly type?: string; readonly [key: string]: unknown };

/** Whether it is an object: a part of a parsed file, or of a compiled message. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function treeOf(text: string): unknown {
  return parseSync('x.tsx', text).program;
}

function nameOf(node: unknown): string {
  return isTree(node) && typeof node.name === 'string' ? node.name : '';
}

/** Attributes that people see or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'help',
  'hint',
  'name',
  'placeholder',
  'title',
  'why',
  'any',
  'before',
]);
/** The name of a field is for machines, where a component's own is for people. */
function isSpoken(attribute: string, element: string): boolean {
  return SPOKEN.has(attribute) && (attribute !== 'name' || /^[A-Z]/.test(element));
}
/** What stands in these is for machines. */
const CODE = new Set(['code', 'kbd', 'script', 'style']);

/** English in a file's elements that no language can change: their text, the attributes that people see or hear, and what is shown in braces. */
export function literals(text: string): readonly string[] {
  const found: string[] = [];
  const note = (value: unknown) => {
    if (typeof value === 'string' && /\p{L}{2}/u.test(value) && !/^(\/|https?:)/.test(value))
      found.push(value.trim());
  };
  /** Of an expression that is shown: what it may come to. */
  const shown = (node: unknown) => {
    if (!isTree(node)) return;
    if (node.type === 'Literal') note(node.value);
    if (node.type === 'TemplateLiteral') for (const part of piecesOf(node)) note(part);
    if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(shown);
    if (node.type === 'LogicalExpression') {
      if (node.operator !== '&&') shown(node.left);
      shown(node.right);
    }
    if (node.type === 'BinaryExpression' && node.operator === '+') [node.left, node.right].forEach(shown);
  };
  const attribute = (value: unknown) =>
    shown(isTree(value) && value.type === 'JSXExpressionContainer' ? value.expression : value);
  const walk = (node: unknown, isCode: boolean): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, isCode);
    else if (isTree(node)) {
      const opening = isTree(node.openingElement) ? node.openingElement : undefined;
      const inCode = isCode || CODE.has(nameOf(opening?.name));
      if (node.type === 'JSXText' && !inCode) note(node.value);
      if (node.type === 'JSXOpeningElement' && Array.isArray(node.attributes))
        for (const one of node.attributes)
          if (isTree(one) && isSpoken(nameOf(one.name), nameOf(node.name))) attribute(one.value);
      if ((node.type === 'JSXElement' || node.type === 'JSXFragment') && Array.isArray(node.children))
        for (const child of node.children)
          if (isTree(child) && child.type === 'JSXExpressionContainer' && !inCode) shown(child.expression);
      for (const [key, value] of Object.entries(node)) if (key !== 'type') walk(value, inCode);
    }
  };
  walk(treeOf(text), false);
  return found;
}

function piecesOf(template: Tree): readonly string[] {
  const quasis: readonly unknown[] = Array.isArray(template.quasis) ? template.quasis : [];
  return quasis.map((quasi) =>
    isTree(quasi) && isTree(quasi.value) && typeof quasi.value.cooked === 'string' ? quasi.value.cooked : '',
  );
}

/** In the place of what is filled in. */
export const FILLED = 'X1';
/** More ways than this to put a text together are not looked at. */
const MOST_WAYS = 32;

/** Every text that an expression may come to, with {@link FILLED} for what only running code knows. */
function waysOf(node: unknown): readonly string[] {
  if (!isTree(node)) return [FILLED];
  if (node.type === 'Literal') return [typeof node.value === 'string' ? node.value : FILLED];
  if (node.type === 'ConditionalExpression') return [...waysOf(node.consequent), ...waysOf(node.alternate)];
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return joined([waysOf(node.left), waysOf(node.right)]);
  // What a far end said, in brackets, or nothing.
  if (node.type === 'CallExpression' && nameOf(node.callee) === 'saying') return ['', ` (${FILLED})`];
  if (node.type === 'TemplateLiteral') {
    const holes: readonly unknown[] = Array.isArray(node.expressions) ? node.expressions : [];
    const parts = piecesOf(node).flatMap((piece, i) =>
      i < holes.length ? [[piece], waysOf(holes[i])] : [[piece]],
    );
    return joined(parts);
  }
  return [FILLED];
}

function joined(parts: readonly (readonly string[])[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (ways, part) => ways.flatMap((way) => part.map((next) => way + next)).slice(0, MOST_WAYS),
    [''],
  );
}

/** Whether a text reads as if it were for people: a word with a capital or a quotation mark, and two more behind it, one of which may be filled in. */
function isSentence(text: string): boolean {
  return (
    /^[\p{Lu}“▲"][\p{L}’'"”]* ?[^<>={}]*\p{Ll}/u.test(text) &&
    (text.replaceAll(FILLED, ' ').match(/\p{L}{2,}/gu) ?? []).length >= (text.includes(FILLED) ? 2 : 3) &&
    /[\p{L}\d] \p{L}/u.test(text) &&
    !/[<=]/.test(text)
  );
}

/** Whether a text is a name with a word put behind or before it, as titles are made: `X1 (copy)`. */
function isNamed(text: string): boolean {
  return new RegExp(`^(${FILLED} \\(?\\p{L}{2,}\\)?|\\(?\\p{L}{2,}\\)? ${FILLED})$`, 'u').test(text);
}

/** Names that a file's code makes of one that is filled in and one word, with {@link FILLED} for the first. */
export function madeNames(text: string): readonly string[] {
  return texts(text, isNamed);
}

/** Sentences in a file's code, wherever they stand, with {@link FILLED} for what is filled in. Texts of types and imports are none. */
export function sentences(text: string): readonly string[] {
  return texts(text, isSentence);
}

function texts(text: string, isOne: (way: string) => boolean): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (isTree(node)) {
      const { type = '' } = node;
      if (/^(Import|TS.*Type|JSXText)/.test(type)) return;
      const isWhole = type === 'TemplateLiteral' || (type === 'BinaryExpression' && node.operator === '+');
      if (type === 'Literal' || isWhole) {
        // What is put behind a sentence begins with a blank.
        found.push(
          ...waysOf(node)
            .map((way) => way.trim())
            .filter(isOne),
        );
      }
      // Their parts were looked at with them, but what is called in them was not.
      if (isWhole) for (const hole of [node.expressions, node.left, node.right].flat()) inHole(hole);
      else for (const [key, value] of Object.entries(node)) if (key !== 'type') walk(value);
    }
  };
  const inHole = (node: unknown): void => {
    if (!isTree(node)) return;
    if (node.type === 'ConditionalExpression') [node.test, node.consequent, node.alternate].forEach(inHole);
    else if (node.type === 'BinaryExpression' || node.type === 'TemplateLiteral')
      for (const hole of [node.expressions, node.left, node.right].flat()) inHole(hole);
    else if (node.type !== 'Literal') walk(node);
  };
  walk(treeOf(text));
  return [...new Set(found)];
}

/**
 * Every text in a file's code that a person may read: what `t` is called with, however it is written, and all that does not look like a
 * word for machines, which tables of texts hold.
 */
export function shownTexts(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: unknown, isSaid: boolean): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, isSaid);
    else if (isTree(node)) {
      const { type = '' } = node;
      if (/^(Import|Export(All|Named)|TS.*Type)/.test(type) && !isTree(node.declaration)) return;
      if (type === 'Literal' && typeof node.value === 'string') {
        if (isSaid || /^\p{Lu}|\p{L} [\p{L}|]/u.test(node.value)) found.add(node.value);
      }
      const saysIt = type === 'CallExpression' && nameOf(node.callee) === 't';
      for (const [key, value] of Object.entries(node)) if (key !== 'type') walk(value, isSaid || saysIt);
    }
  };
  walk(treeOf(text), false);
  return found;
}

/** Files that a file brings with it at once, and those that it fetches later, but for what `later` fetches with its texts. */
export function imports(text: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (isTree(node)) {
      if (node.type === 'CallExpression' && nameOf(node.callee) === 'later') return;
      const isOfTypes = node.importKind === 'type' || node.exportKind === 'type';
      const isImport = /^(Import(Declaration|Expression)|Export(All|Named)Declaration)$/.test(
        node.type ?? '',
      );
      if (isImport && !isOfTypes && isTree(node.source) && typeof node.source.value === 'string')
        found.push(node.source.value);
      for (const [key, value] of Object.entries(node)) if (key !== 'type') walk(value);
    }
  };
  walk(treeOf(text));
  return found;
}
