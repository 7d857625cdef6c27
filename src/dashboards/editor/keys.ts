import type { KeyLine } from '../../ui/keys.ts';

/** What keys do anywhere in the editor. */
export type EditorDeed = 'save' | 'undo' | 'redo' | 'duplicate' | 'clipboard';
/** What keys do on a tile that has the focus. */
export type TileDeed = 'move' | 'size' | 'open' | 'remove' | 'close';

const ARROWS = ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'] as const;

/** The keys of the editor, wherever the focus is. */
export const EDITOR_KEYS: readonly KeyLine<EditorDeed>[] = [
  { deed: 'save', text: 'Save', presses: [{ held: ['Ctrl'], keys: ['s'] }] },
  { deed: 'undo', text: 'Undo', presses: [{ held: ['Ctrl'], keys: ['z'] }] },
  {
    deed: 'redo',
    text: 'Redo',
    presses: [
      { held: ['Ctrl', 'Shift'], keys: ['z'] },
      { held: ['Ctrl'], keys: ['y'] },
    ],
  },
  { deed: 'duplicate', text: 'Duplicate the widget', presses: [{ held: ['Ctrl'], keys: ['d'] }] },
  // The browser makes its own events of these: without them no page may touch the clipboard unasked.
  {
    deed: 'clipboard',
    text: 'Copy, cut and paste widgets',
    presses: [{ held: ['Ctrl'], keys: ['c', 'x', 'v'] }],
  },
];

/** The keys of a tile. */
export const TILE_KEYS: readonly KeyLine<TileDeed>[] = [
  { deed: 'move', text: 'Move the widget', presses: [{ keys: ARROWS }] },
  { deed: 'size', text: 'Size the widget', presses: [{ held: ['Shift'], keys: ARROWS }] },
  { deed: 'open', text: 'Open the widget’s settings', presses: [{ keys: ['Enter'] }] },
  { deed: 'remove', text: 'Remove the widget', presses: [{ keys: ['Delete', 'Backspace'] }] },
  { deed: 'close', text: 'Close the settings', presses: [{ keys: ['Escape'] }] },
];
