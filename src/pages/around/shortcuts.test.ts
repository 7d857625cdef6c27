import { describe, expect, it } from 'vitest';
import { EDITOR_KEYS, TILE_KEYS } from '../../dashboards/editor/keys.ts';
import { deedOf, type KeyLine, printed } from '../../ui/keys.ts';
import { CHART_KEYS } from '../../widgets/timeseries/keys.ts';
import { ACTIONS, PLACES } from './actions.ts';
import { FIRST_KEYS, PALETTE_KEYS, PRINT_KEYS } from './first-keys.ts';
import { chooseOneKeyShortcuts } from './one-key.ts';
import { type Begun, pressed } from './shortcuts.ts';

const press = (key: string, timeStamp = 0, ctrlKey = false) => ({
  key,
  timeStamp,
  ctrlKey,
  metaKey: false,
  shiftKey: false,
  altKey: false,
});

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
    expect(pressed(null, { ...press('k'), metaKey: true }).deed).toEqual({ kind: 'palette' });
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

  it('work with Caps Lock, and are others with Shift', () => {
    expect(typed('G', 'D').at(-1)).toEqual({ kind: 'go', to: '/devices' });
    expect(pressed(null, press('F')).deed).toEqual({ kind: 'full-screen' });
    for (const key of ['F', 'f']) expect(pressed(null, { ...press(key), shiftKey: true }).deed).toBeNull();
    expect(pressed(null, { ...press('?'), shiftKey: true }).deed).toEqual({ kind: 'help' });
    expect(pressed(null, { ...press('/'), shiftKey: true }).deed).toEqual({ kind: 'palette' });
  });

  it('are off without Ctrl where somebody has switched them off', () => {
    chooseOneKeyShortcuts(false);
    expect(typed('g', 'd', '?', 'f')).toEqual([null, null, null, null]);
    expect(pressed(null, press('k', 0, true)).deed).toEqual({ kind: 'palette' });
    chooseOneKeyShortcuts(true);
    expect(pressed(null, press('f')).deed).toEqual({ kind: 'full-screen' });
  });

  it('leave combinations that are the browser’s alone', () => {
    expect(pressed(null, press('f', 0, true)).deed).toBeNull();
    expect(pressed(null, { ...press('f'), altKey: true }).deed).toBeNull();
  });

  it('have no two actions on the same keys, and none that begins another', () => {
    const all = ACTIONS.flatMap(({ keys }) => (keys ? [keys.join(' ')] : []));
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(all.filter((other) => other.startsWith(`${one} `))).toEqual([]);
  });

  it('begin with a key that brings the table, all of them', () => {
    const first = ACTIONS.flatMap(({ keys }) => keys?.[0] ?? []);
    expect([...new Set(first)].sort().join('')).toBe(FIRST_KEYS);
    expect(ACTIONS.flatMap(({ together }) => together ?? [])).toEqual([PALETTE_KEYS, PRINT_KEYS]);
  });
});

describe('the keys of one place', () => {
  const tables: readonly (readonly KeyLine<string>[])[] = [EDITOR_KEYS, TILE_KEYS, CHART_KEYS];
  const pressesOf = ({ presses }: KeyLine<string>) =>
    presses.flatMap(({ held = [], keys }) =>
      keys.map((key) => ({
        ...press(key, 0, held.includes('Ctrl')),
        shiftKey: held.includes('Shift'),
      })),
    );

  it('do what their line says and nothing else, also with Command, and are nothing with Alt', () => {
    for (const lines of tables) {
      for (const line of lines) {
        for (const one of pressesOf(line)) {
          expect(deedOf(lines, one)).toBe(line.deed);
          expect(deedOf(lines, { ...one, altKey: true })).toBeNull();
          if (one.ctrlKey) expect(deedOf(lines, { ...one, ctrlKey: false, metaKey: true })).toBe(line.deed);
          else expect(deedOf(lines, { ...one, ctrlKey: true })).toBeNull();
        }
      }
    }
  });

  it('are the same on keyboards that need Shift for them, or write capitals', () => {
    expect(deedOf(CHART_KEYS, { ...press('+'), shiftKey: true })).toBe('zoom');
    expect(deedOf(CHART_KEYS, { ...press('ArrowLeft'), shiftKey: true })).toBe('point');
    expect(deedOf(EDITOR_KEYS, { ...press('Z', 0, true), shiftKey: true })).toBe('redo');
    expect(deedOf(EDITOR_KEYS, press('Z', 0, true))).toBe('undo');
  });

  it('are all on the help sheet, as they are printed on keys', () => {
    expect(PLACES.flatMap(({ lines }) => lines)).toEqual(tables.flat());
    expect(PLACES.flatMap(({ lines }) => lines).flatMap(({ presses }) => presses.map(printed))).toEqual(
      expect.arrayContaining([['Ctrl', 'Shift', 'Z'], ['Shift', '← ↑ → ↓'], ['0 Esc'], ['Ctrl', 'C X V']]),
    );
  });
});
