import type { PlainText } from './text.ts';

/** Keys of one line of a help sheet that are pressed together: any one of `keys`, with what is held down beside it. */
export interface Press {
  /** Control is Command, too, where there is one. */
  readonly held?: readonly ('Ctrl' | 'Shift')[];
  /** As `KeyboardEvent.key` has them, letters small. */
  readonly keys: readonly string[];
}

/** One thing that keys do in one place. The keys are bound from it and the help sheet is drawn from it, so that they cannot differ. */
export interface KeyLine<Deed extends string> {
  readonly deed: Deed;
  readonly text: PlainText;
  readonly presses: readonly Press[];
}

/** A key as it arrives, of the browser's event or of React's. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether these are the keys of a press. @param isShift whether Shift counts as held */
export function isPress(
  { held = [], keys }: Press,
  { key, ctrlKey, metaKey, altKey }: KeyPress,
  isShift: boolean,
): boolean {
  return (
    !altKey &&
    keys.includes(key.length === 1 ? key.toLowerCase() : key) &&
    held.includes('Ctrl') === (ctrlKey || metaKey) &&
    held.includes('Shift') === isShift
  );
}

/** What a key means in a place; null where it means nothing there. With Shift held, what the key means without it, unless it means something of its own. */
export function deedOf<Deed extends string>(lines: readonly KeyLine<Deed>[], pressed: KeyPress): Deed | null {
  const find = (isShift: boolean) =>
    lines.find(({ presses }) => presses.some((one) => isPress(one, pressed, isShift)));
  const line = find(pressed.shiftKey) ?? (pressed.shiftKey ? find(false) : undefined);
  return line?.deed ?? null;
}

/** What is printed on keys whose name is no letter. */
const PRINTED: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
  Backspace: '⌫',
  '-': '−',
  ' ': '␣',
};

/** A press as it is drawn, key by key: `Shift`, `← →`. */
export function printed({ held = [], keys }: Press): readonly string[] {
  const shown = (key: string) =>
    PRINTED[key] ?? (held.length > 0 && key.length === 1 ? key.toUpperCase() : key);
  return [...held, keys.map(shown).join(' ')];
}
