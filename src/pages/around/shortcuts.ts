import { isPress, type KeyPress } from '../../ui/keys.ts';
import { ACTIONS, type Deed } from './actions.ts';
import { PAIR_MS } from './first-keys.ts';
import { hasOneKeyShortcuts } from './one-key.ts';

/** The first key of a pair that is waited on. */
export interface Begun {
  readonly key: string;
  /** Of the event that it came with, ms. */
  readonly at: number;
}

/** The key that is meant, whatever Caps Lock does: a letter is large with Shift only. */
function keyMeant({ key, shiftKey }: Pick<KeyPress, 'key' | 'shiftKey'>): string {
  if (key.length !== 1) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** What a press does: a deed, the first half of one, or nothing, as where somebody has switched off what takes no Ctrl. */
export function pressed(
  begun: Begun | null,
  press: KeyPress & { readonly timeStamp: number },
): { readonly deed: Deed | null; readonly begun: Begun | null } {
  const key = keyMeant(press);
  const at = press.timeStamp;
  const held = ACTIONS.find(({ together }) => together && isPress(together, press, press.shiftKey));
  if (held) return { deed: held.deed, begun: null };
  const isOneKey = !press.ctrlKey && !press.metaKey && !press.altKey;
  if (!isOneKey || !hasOneKeyShortcuts()) return { deed: null, begun: null };
  const first = begun && at - begun.at <= PAIR_MS && at >= begun.at ? begun.key : null;
  const whole = ACTIONS.find(({ keys }) =>
    first === null ? keys?.length === 1 && keys[0] === key : keys?.[0] === first && keys[1] === key,
  );
  if (whole) return { deed: whole.deed, begun: null };
  const isFirst = ACTIONS.some(({ keys }) => keys?.length === 2 && keys[0] === key);
  return { deed: null, begun: isFirst ? { key, at } : null };
}
