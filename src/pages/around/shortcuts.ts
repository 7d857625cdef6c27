import { ACTIONS, type Deed } from './actions.ts';

/** A press of a key, as far as shortcuts are concerned. */
export interface Press {
  readonly key: string;
  /** Control or Command. */
  readonly isCommand: boolean;
  readonly isAlt: boolean;
  /** Epoch ms. */
  readonly at: number;
}

/** The first key of a pair that is waited on. */
export interface Begun {
  readonly key: string;
  readonly at: number;
}

/** Longer between two keys, and they are no pair. */
const PAIR_MS = 1_500;

/** What a press does: a deed, the first half of one, or nothing. */
export function pressed(
  begun: Begun | null,
  press: Press,
): { readonly deed: Deed | null; readonly begun: Begun | null } {
  const { key, at } = press;
  if (press.isCommand && !press.isAlt && key.toLowerCase() === 'k') {
    return { deed: { kind: 'palette' }, begun: null };
  }
  if (press.isCommand || press.isAlt) return { deed: null, begun: null };
  const first = begun && at - begun.at <= PAIR_MS && at >= begun.at ? begun.key : null;
  const whole = ACTIONS.find(({ keys }) =>
    first === null ? keys?.length === 1 && keys[0] === key : keys?.[0] === first && keys[1] === key,
  );
  if (whole) return { deed: whole.deed, begun: null };
  const isFirst = ACTIONS.some(({ keys }) => keys?.length === 2 && keys[0] === key);
  return { deed: null, begun: isFirst ? { key, at } : null };
}
