import type { DeviceInfo, SeriesInfo } from '../../model/catalogue.ts';
import { t } from '../../ui/text.ts';
import { addressOf, type Listed } from '../dashboards/list.ts';
import { deviceAddress } from '../devices/address.ts';
import { ACTIONS, type Deed } from './actions.ts';

/** A line of the palette. */
export interface Entry {
  readonly key: string;
  readonly kind: 'action' | 'dashboard' | 'device' | 'quantity' | 'widget';
  readonly title: string;
  /** Beside the title: where it is, or its keys. */
  readonly detail: string;
  /** All that it is found by, in lower case. */
  readonly found: string;
  readonly deed: Deed | { readonly kind: 'show'; readonly element: Element };
}

/** Without marks on letters and capitals, so that `prehled` finds `Přehled`. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

interface Sources {
  readonly dashboards: readonly Listed[];
  readonly devices: readonly DeviceInfo[];
  readonly series: Iterable<SeriesInfo>;
  /** Widgets that are on the page now. */
  readonly widgets: readonly Element[];
  readonly nameOf: (connection: string) => string;
}

/** Everything that the palette can lead to or do. */
export function entriesOf({ dashboards, devices, series, widgets, nameOf }: Sources): readonly Entry[] {
  const names = new Map(devices.map((one) => [`${one.connection}\n${one.device}`, one.name ?? one.device]));
  const entry = (one: Omit<Entry, 'found'>, also = ''): Entry => ({
    ...one,
    found: folded(`${one.title} ${one.detail} ${also}`),
  });
  return [
    ...ACTIONS.filter(({ deed }) => deed.kind !== 'palette' && deed.kind !== 'full-screen').map(
      ({ text, keys = [], deed }) =>
        entry({ key: `action ${text}`, kind: 'action', title: t(text), detail: keys.join(' '), deed }, text),
    ),
    ...dashboards.flatMap(({ key, source, document }): Entry[] =>
      document
        ? [
            entry({
              key,
              kind: 'dashboard',
              title: document.metadata.title,
              detail: document.metadata.tags.join(', '),
              deed: { kind: 'go', to: addressOf(source, document.metadata.id) },
            }),
          ]
        : [],
    ),
    ...widgets.map((element, i) => {
      const title = element.getAttribute('aria-label') ?? '';
      return entry(
        {
          key: `widget ${i}`,
          kind: 'widget',
          title,
          detail: t('full screen'),
          deed: { kind: 'show', element },
        },
        'full screen',
      );
    }),
    ...devices.map(({ connection, device, name }) =>
      entry(
        {
          key: `device ${connection} ${device}`,
          kind: 'device',
          title: name ?? device,
          detail: nameOf(connection),
          deed: { kind: 'go', to: deviceAddress({ connection, device }) },
        },
        device,
      ),
    ),
    ...[...series].map(({ connection, device, quantity }) =>
      entry({
        key: `quantity ${connection} ${device} ${quantity}`,
        kind: 'quantity',
        title: quantity,
        detail: `${names.get(`${connection}\n${device}`) ?? device} · ${nameOf(connection)}`,
        deed: { kind: 'go', to: deviceAddress({ connection, device }) },
      }),
    ),
  ];
}

/** The entries in which every word of a query is found; those whose title begins with it come first. */
export function matching(entries: readonly Entry[], query: string, most: number): readonly Entry[] {
  const wanted = folded(query.trim());
  const words = wanted.split(/\s+/);
  const fits = entries.filter(({ found }) => words.every((word) => found.includes(word)));
  const isFirst = ({ title }: Entry) => folded(title).startsWith(wanted);
  return [...fits.filter(isFirst), ...fits.filter((one) => !isFirst(one))].slice(0, most);
}
