import { EDITOR_KEYS, TILE_KEYS } from '../../dashboards/editor/keys.ts';
import type { KeyLine, Press } from '../../ui/keys.ts';
import type { PlainText } from '../../ui/text.ts';
import { CHART_KEYS } from '../../widgets/timeseries/keys.ts';
import { PALETTE_KEYS, PRINT_KEYS } from './first-keys.ts';

/** What an action does. None of them orders anything of a device: a slip of a finger must move nothing but the page. */
export type Deed =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'palette' | 'help' | 'full-screen' | 'favourite' | 'print' };

/** One thing that can be done from anywhere. */
export interface AroundAction {
  readonly text: PlainText;
  /** Keys pressed one after another, as `KeyboardEvent.key` has them; absent: only in the palette. */
  readonly keys?: readonly string[];
  /** Keys pressed together that do the same, also while somebody types. */
  readonly together?: Press;
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
  {
    text: 'Find a page, a device or a quantity',
    keys: ['/'],
    together: PALETTE_KEYS,
    deed: { kind: 'palette' },
  },
  { text: 'This widget on the full screen', keys: ['f'], deed: { kind: 'full-screen' } },
  {
    text: 'Add this page to the favourites, or take it out',
    keys: ['s'],
    deed: { kind: 'favourite' },
  },
  { text: 'Print this page', together: PRINT_KEYS, deed: { kind: 'print' } },
  { text: 'Keyboard shortcuts', keys: ['?'], deed: { kind: 'help' } },
];

/** Keys that mean something in one place only, where they are bound from the very same lines. */
export const PLACES: readonly { readonly place: PlainText; readonly lines: readonly KeyLine<string>[] }[] = [
  { place: 'While a dashboard is edited', lines: [...EDITOR_KEYS, ...TILE_KEYS] },
  { place: 'In a chart', lines: CHART_KEYS },
];
