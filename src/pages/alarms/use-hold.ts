import { type FocusEvent, useEffect, useMemo } from 'react';

/** Whether somebody points at a list, with the pointer, with the keyboard, or with both. */
class Hold {
  readonly #onHold: (isHeld: boolean) => void;
  #isPointed = false;
  #isFocused = false;

  constructor(onHold: (isHeld: boolean) => void) {
    this.#onHold = onHold;
  }

  point(isPointed: boolean): void {
    this.#isPointed = isPointed;
    this.#onHold(this.#isPointed || this.#isFocused);
  }

  focus(isFocused: boolean): void {
    this.#isFocused = isFocused;
    this.#onHold(this.#isPointed || this.#isFocused);
  }
}

/**
 * What a table needs to know whether somebody points at it.
 * @param onHold told when they begin or cease; has to stay the same function
 * @param shown the table's content: what had the focus goes with it, and no browser tells
 */
export function useHold(onHold: (isHeld: boolean) => void, shown: unknown) {
  const hold = useMemo(() => new Hold(onHold), [onHold]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content is what takes the focus away
  useEffect(() => {
    if (document.activeElement === document.body) hold.focus(false);
  }, [hold, shown]);
  useEffect(() => () => onHold(false), [onHold]);
  return useMemo(
    () => ({
      onPointerEnter: () => hold.point(true),
      onPointerLeave: () => hold.point(false),
      // Pressed with the mouse it keeps the focus when the mouse has long left.
      onFocus: ({ target }: FocusEvent) => hold.focus(target.matches(':focus-visible')),
      onKeyDown: () => hold.focus(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        // From row to row nothing may move either.
        if (!currentTarget.contains(relatedTarget)) hold.focus(false);
      },
    }),
    [hold],
  );
}
