import { describe, expect, it } from 'vitest';
import { ACTIONS } from './actions.ts';
import { type Begun, pressed } from './shortcuts.ts';

const press = (key: string, at = 0, isCommand = false) => ({ key, at, isCommand, isAlt: false });

function typed(...keys: readonly string[]) {
  let begun: Begun | null = null;
  const deeds = keys.map((key, i) => {
    const result = pressed(begun, press(key, i));
    begun = result.begun;
    return result.deed;
  });
  return deeds;
}

describe('shortcuts', () => {
  it('open the palette by Control or Command and K', () => {
    expect(pressed(null, press('k', 0, true)).deed).toEqual({ kind: 'palette' });
    expect(pressed(null, press('K', 0, true)).deed).toEqual({ kind: 'palette' });
    expect(pressed(null, press('k')).deed).toBeNull();
  });

  it('do what the table says, by one key or by two after each other', () => {
    for (const { keys, deed } of ACTIONS) {
      if (keys) expect(typed(...keys).at(-1)).toEqual(deed);
    }
  });

  it('forget the first of two keys after a while, and after a wrong one', () => {
    const { begun } = pressed(null, press('g'));
    expect(pressed(begun, press('d', 1_000)).deed).toEqual({ kind: 'go', to: '/devices' });
    expect(pressed(begun, press('d', 2_000)).deed).toBeNull();
    expect(typed('g', 'x', 'd')).toEqual([null, null, null]);
  });

  it('leave combinations that are the browser’s alone', () => {
    expect(pressed(null, press('f', 0, true)).deed).toBeNull();
    expect(pressed(null, { ...press('f'), isAlt: true }).deed).toBeNull();
  });

  it('have no two actions on the same keys, and none that begins another', () => {
    const all = ACTIONS.flatMap(({ keys }) => (keys ? [keys.join(' ')] : []));
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(all.filter((other) => other.startsWith(`${one} `))).toEqual([]);
  });
});
