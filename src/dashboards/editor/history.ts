/** Steps that can be undone. */
export const MOST_STEPS = 100;

/** Something that was done: what it led away from, and its words for people. */
interface Step<State> {
  readonly state: State;
  readonly what: string;
}

/** A state with the way that led to it, and the way that was gone back. */
export interface History<State> {
  /** Oldest first; each with the state *before* it. */
  readonly past: readonly Step<State>[];
  readonly present: State;
  /** Next first; each with the state *after* it. */
  readonly future: readonly Step<State>[];
  /** Names what the newest step goes on with, where it may be gone on with: the typing in one field is one step. */
  readonly open: string | null;
}

/** A history that begins here. */
export function beginHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], open: null };
}

/**
 * Goes one step on. What had been undone can be redone no more; the oldest of more than {@link MOST_STEPS} steps is forgotten.
 * @param what for people: `Moved Heater`
 * @param goesOnWith steps that follow each other under one name are one
 */
export function commit<State>(
  history: History<State>,
  next: State,
  what: string,
  goesOnWith: string | null = null,
): History<State> {
  const { past, present, open } = history;
  if (Object.is(next, present)) return history;
  const isSameStep = goesOnWith !== null && goesOnWith === open && past.length > 0;
  return {
    past: isSameStep ? past : [...past, { state: present, what }].slice(-MOST_STEPS),
    present: next,
    future: [],
    open: goesOnWith,
  };
}

/** Ends the newest step: what comes next is another one, even under its name. */
export function settle<State>(history: History<State>): History<State> {
  return history.open === null ? history : { ...history, open: null };
}

/** Goes one step back; at the beginning, nowhere. */
export function undo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const last = past.at(-1);
  if (!last) return history;
  return {
    past: past.slice(0, -1),
    present: last.state,
    future: [{ state: present, what: last.what }, ...future],
    open: null,
  };
}

/** Takes back what was undone last. */
export function redo<State>(history: History<State>): History<State> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (!next) return history;
  return {
    past: [...past, { state: present, what: next.what }],
    present: next.state,
    future: rest,
    open: null,
  };
}
