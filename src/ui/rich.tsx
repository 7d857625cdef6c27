import { Fragment, type ReactNode } from 'react';
import { type Names, type Text, write } from './text.ts';

/** Around the number of a part, in a text that is still to be cut up. */
const MARK = '\u0001';

/** A text whose placeholders are elements: links, names set in bold. */
export function rich<T extends Text>(text: T, parts: Readonly<Record<Names<T>, ReactNode>>): ReactNode {
  const names = Object.entries<ReactNode>(parts);
  const marked = Object.fromEntries(names.map(([name], i) => [name, `${MARK}${i}${MARK}`]));
  return write(text, marked)
    .split(MARK)
    .map((piece, i) => {
      const part = i % 2 === 1 ? names[Number(piece)] : undefined;
      return part ? <Fragment key={part[0]}>{part[1]}</Fragment> : piece;
    });
}
