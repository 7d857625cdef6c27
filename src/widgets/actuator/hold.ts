import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { actingAt } from '../../live/index.ts';
import { isSecondClick } from './second-click.ts';

/** So long a control with `hold` has to be held. */
const HOLD_MS = 1_000;

/** What a button needs to be worked by holding it. */
export interface HoldProps {
  onClick(event: MouseEvent): void;
  onPointerDown?(event: PointerEvent): void;
  onPointerLeave?(): void;
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

  /**
   * @param isThere whether what is held is still to be seen: what has gone under the finger is not ordered
   * @returns whether it was begun: a second finger or a repeating key begins nothing
   */
  begin(act: () => void, isThere: () => boolean): boolean {
    if (this.#cancel) return false;
    const due = Date.now() + HOLD_MS;
    this.#cancel = this.#schedule(HOLD_MS, () => {
      this.#cancel = null;
      // The finger may have gone long before a page that was kept from running gets here.
      if (isThere()) actingAt(due, act);
    });
    return true;
  }

  giveUp(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

function isKey({ key }: { readonly key: string }): boolean {
  return key === 'Enter' || key === ' ';
}

/** Tells of a finger or a key that is lifted anywhere: what was held may have gone, or something may have come before it. */
function letGoAnywhere(letGo: () => void, signal: AbortSignal): void {
  const first = { signal, capture: true };
  window.addEventListener('pointerup', letGo, first);
  window.addEventListener('pointercancel', letGo, first);
  window.addEventListener('keyup', (event) => isKey(event) && letGo(), first);
  // Of the window alone: what had the focus before loses it to what is held.
  window.addEventListener('blur', letGo, { signal });
}

/** A key that is held down is one press: a browser clicks for each of its repeats, and one of them would come after the first order's end. */
export function ignoreRepeats(event: Pick<KeyboardEvent, 'key' | 'repeat' | 'preventDefault'>): void {
  if (event.repeat && isKey(event)) event.preventDefault();
}

/**
 * @param isOn without it a click is enough
 * @param ask what is done instead for those who can click but not hold, as by a screen reader
 * @param state what the order was decided by: once it is another, what is held is given up
 */
export function useHold(isOn: boolean, ask: (act: () => void) => void, state?: unknown): Hold {
  const timer = useRef<HoldTimer | null>(null);
  timer.current ??= new HoldTimer((ms, work) => {
    const handle = setTimeout(work, ms);
    return () => clearTimeout(handle);
  });
  const listening = useRef<AbortController | null>(null);
  const over = () => listening.current?.abort();
  const giveUp = () => {
    timer.current?.giveUp();
    over();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change, or the end, that ends the hold
  useEffect(() => giveUp, [state]);
  return (act) => {
    if (!isOn) {
      const onClick = (event: MouseEvent) => {
        if (!isSecondClick(event)) act();
      };
      return { onClick, onKeyDown: ignoreRepeats };
    }
    const begin = (held: Element) => {
      const done = () => {
        over();
        act();
      };
      const isThere = () => {
        if (!held.isConnected) over();
        return held.isConnected;
      };
      if (!timer.current?.begin(done, isThere)) return;
      const until = new AbortController();
      listening.current = until;
      // Of all that one control orders by, the button alone that is held: the others have the same hold.
      held.setAttribute('data-holding', '');
      until.signal.addEventListener('abort', () => held.removeAttribute('data-holding'));
      letGoAnywhere(giveUp, until.signal);
    };
    return {
      // Pointers and keys are dealt with below; a click of neither has no place and counts no presses.
      onClick: (event) => {
        event.preventDefault();
        if (event.detail === 0) ask(act);
      },
      onPointerDown: ({ button, currentTarget }) => {
        // A finger, a pen, or the button that clicks.
        if (button === 0) begin(currentTarget);
      },
      onPointerLeave: giveUp,
      onContextMenu: (event) => event.preventDefault(),
      onKeyDown: (event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        if (!event.repeat) begin(event.currentTarget);
      },
      onKeyUp: (event) => {
        // Else the browser makes a click of it.
        if (isKey(event)) event.preventDefault();
      },
      onBlur: giveUp,
    };
  };
}
