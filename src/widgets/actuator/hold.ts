import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { actingAt } from '../../live/index.ts';

/** So long a control with `hold` has to be held. */
const HOLD_MS = 1_000;

/** What a button needs to be worked by holding it. */
export interface HoldProps {
  readonly 'data-holding'?: '';
  onClick(event: MouseEvent): void;
  onPointerDown?(event: PointerEvent): void;
  onPointerUp?(): void;
  onPointerLeave?(): void;
  onPointerCancel?(): void;
  onContextMenu?(event: MouseEvent): void;
  onKeyDown?(event: KeyboardEvent): void;
  onKeyUp?(event: KeyboardEvent): void;
  onBlur?(): void;
}

/** Makes a button's handlers: `act` is done on a click, or once the button was held for long enough. */
export type Hold = (act: () => void) => HoldProps;

/** One hold at a time: begun, and either given up or done once. */
export class HoldTimer {
  readonly #schedule: (ms: number, work: () => void) => () => void;
  #cancel: (() => void) | null = null;

  /** @param schedule runs work once after a time; returns the canceller */
  constructor(schedule: (ms: number, work: () => void) => () => void) {
    this.#schedule = schedule;
  }

  /** @returns whether it was begun: a second finger or a repeating key begins nothing */
  begin(act: () => void): boolean {
    if (this.#cancel) return false;
    const due = Date.now() + HOLD_MS;
    this.#cancel = this.#schedule(HOLD_MS, () => {
      this.#cancel = null;
      // The finger may have gone long before a page that was kept from running gets here.
      actingAt(due, act);
    });
    return true;
  }

  giveUp(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

function isKey({ key }: KeyboardEvent): boolean {
  return key === 'Enter' || key === ' ';
}

/** A key that is held down is one press: a browser clicks for each of its repeats, and one of them would come after the first order's end. */
export function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && isKey(event)) event.preventDefault();
}

/** The second click of a double click: where the first order has ended meanwhile, or shown something else there, it was not meant for that. */
export function isSecondClick({ detail }: MouseEvent): boolean {
  return detail > 1;
}

/**
 * @param isOn without it a click is enough
 * @param ask what is done instead for those who can click but not hold, as by a screen reader
 */
export function useHold(isOn: boolean, ask: (act: () => void) => void): Hold {
  const [isHolding, setHolding] = useState(false);
  const timer = useRef<HoldTimer | null>(null);
  timer.current ??= new HoldTimer((ms, work) => {
    const handle = setTimeout(work, ms);
    return () => clearTimeout(handle);
  });
  const giveUp = () => {
    timer.current?.giveUp();
    setHolding(false);
  };
  useEffect(() => () => timer.current?.giveUp(), []);
  return (act) => {
    if (!isOn) {
      const onClick = (event: MouseEvent) => {
        if (!isSecondClick(event)) act();
      };
      return { onClick, onKeyDown: ignoreRepeats };
    }
    const begin = () => {
      const done = () => {
        setHolding(false);
        act();
      };
      if (timer.current?.begin(done)) setHolding(true);
    };
    return {
      ...(isHolding && { 'data-holding': '' }),
      // Pointers and keys are dealt with below; a click of neither has no place and counts no presses.
      onClick: (event) => {
        event.preventDefault();
        if (event.detail === 0) ask(act);
      },
      onPointerDown: ({ button }) => {
        // A finger, a pen, or the button that clicks.
        if (button === 0) begin();
      },
      onPointerUp: giveUp,
      onPointerLeave: giveUp,
      onPointerCancel: giveUp,
      onContextMenu: (event) => event.preventDefault(),
      onKeyDown: (event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        if (!event.repeat) begin();
      },
      onKeyUp: (event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        giveUp();
      },
      onBlur: giveUp,
    };
  };
}
