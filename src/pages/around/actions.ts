import type { PlainText } from '../../ui/text.ts';

/** What an action does. None of them orders anything of a device: a slip of a finger must move nothing but the page. */
export type Deed =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'palette' | 'help' | 'full-screen' | 'favourite' | 'print' };

/** One thing that can be done from anywhere. */
export interface AroundAction {
  readonly text: PlainText;
  /** Keys pressed one after another, as `KeyboardEvent.key` has them; absent: only in the palette. */
  readonly keys?: readonly string[];
  readonly deed: Deed;
}

/** Every action of the page: the palette, the shortcuts and the help sheet are this table. */
export const ACTIONS: readonly AroundAction[] = [
  { text: 'Overview', keys: ['g', 'o'], deed: { kind: 'go', to: '/' } },
  { text: 'Dashboards', keys: ['g', 'b'], deed: { kind: 'go', to: '/dashboards' } },
  { text: 'Devices', keys: ['g', 'd'], deed: { kind: 'go', to: '/devices' } },
  { text: 'Alarms', keys: ['g', 'a'], deed: { kind: 'go', to: '/alarms' } },
  { text: 'Connections', keys: ['g', 'c'], deed: { kind: 'go', to: '/connections' } },
  { text: 'Audit', keys: ['g', 'u'], deed: { kind: 'go', to: '/audit' } },
  { text: 'Account', keys: ['g', 'p'], deed: { kind: 'go', to: '/account' } },
  { text: 'Scan a code', deed: { kind: 'go', to: '/devices/scan' } },
  { text: 'Print labels', deed: { kind: 'go', to: '/devices/labels' } },
  { text: 'Add a connection', deed: { kind: 'go', to: '/connections/new' } },
  { text: 'Find a page, a device or a quantity', keys: ['/'], deed: { kind: 'palette' } },
  { text: 'This widget on the full screen', keys: ['f'], deed: { kind: 'full-screen' } },
  {
    text: 'Add this page to the favourites, or take it out',
    keys: ['s'],
    deed: { kind: 'favourite' },
  },
  { text: 'Print this page', deed: { kind: 'print' } },
  { text: 'Keyboard shortcuts', keys: ['?'], deed: { kind: 'help' } },
];

/** Keys that mean something in one place only, and are heard there: for the help sheet. Those of one line are pressed together. */
export const PLACE_KEYS: readonly {
  readonly place: PlainText;
  readonly keys: readonly { readonly text: PlainText; readonly keys: readonly string[] }[];
}[] = [
  {
    place: 'While a dashboard is edited',
    keys: [
      { text: 'Save', keys: ['Ctrl', 'S'] },
      { text: 'Undo', keys: ['Ctrl', 'Z'] },
      { text: 'Redo', keys: ['Ctrl', 'Shift', 'Z'] },
      { text: 'Duplicate the widget', keys: ['Ctrl', 'D'] },
      { text: 'Copy, cut and paste widgets', keys: ['Ctrl', 'C X V'] },
      { text: 'Move the widget', keys: ['← ↑ → ↓'] },
      { text: 'Size the widget', keys: ['Shift', '← ↑ → ↓'] },
      { text: 'Open the widget’s settings', keys: ['Enter'] },
      { text: 'Remove the widget', keys: ['Delete'] },
    ],
  },
  {
    place: 'In a chart',
    keys: [
      { text: 'Go back and forth in time', keys: ['← →'] },
      { text: 'Point at readings', keys: ['Shift', '← →'] },
      { text: 'Look closer, or at more', keys: ['+ −'] },
      { text: 'Stop, or go on live', keys: ['Space'] },
      { text: 'Back to the window chosen before', keys: ['0'] },
    ],
  },
];
