import type { DeviceInfo } from '../../model/catalogue.ts';
import { type ActuatorRef, deviceKey, type SeriesRef, seriesKey } from '../../model/identity.ts';
import { t } from '../../ui/text.ts';
import { addressOf, type Listed } from '../dashboards/list.ts';
import { deviceAddress, readLink } from '../devices/address.ts';
import { ACTIONS, type Deed } from './actions.ts';
import { hasOneKeyShortcuts } from './one-key.ts';

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
  readonly series: Iterable<SeriesRef>;
  /** Widgets that are on the page now. */
  readonly widgets: readonly Element[];
  readonly nameOf: (connection: string) => string;
}

/** Everything that the palette can lead to or do. */
export function entriesOf({ dashboards, devices, series, widgets, nameOf }: Sources): readonly Entry[] {
  const names = new Map(devices.map((one) => [`${one.connection}\n${one.device}`, one.name ?? one.device]));
  const hasKeys = hasOneKeyShortcuts();
  const entry = (one: Omit<Entry, 'found'>, also = ''): Entry => ({
    ...one,
    found: folded(`${one.title} ${one.detail} ${also}`),
  });
  return [
    ...ACTIONS.filter(({ deed }) => deed.kind !== 'palette' && deed.kind !== 'full-screen').map(
      ({ text, keys = [], deed }) =>
        entry(
          {
            key: `action ${text}`,
            kind: 'action',
            title: t(text),
            detail: hasKeys ? keys.join(' ') : '',
            deed,
          },
          text,
        ),
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
    ...devices.map(({ connection, device, name, kind = '', facts = {} }) =>
      entry(
        {
          key: `device ${connection}\n${device}`,
          kind: 'device',
          title: name ?? device,
          detail: nameOf(connection),
          deed: { kind: 'go', to: deviceAddress({ connection, device }) },
        },
        [device, kind, ...Object.values(facts)].join(' '),
      ),
    ),
    ...[...series].map(({ connection, device, quantity }) =>
      entry(
        {
          key: `quantity ${connection}\n${device}\n${quantity}`,
          kind: 'quantity',
          title: quantity,
          detail: `${names.get(`${connection}\n${device}`) ?? device} · ${nameOf(connection)}`,
          deed: { kind: 'go', to: deviceAddress({ connection, device }) },
        },
        device,
      ),
    ),
  ];
}

/** All that is measured of devices, told by them in words, or ordered of them, each once. */
export function quantitiesOf(
  series: Iterable<SeriesRef>,
  others: Iterable<ActuatorRef>,
): readonly SeriesRef[] {
  const all = new Map<string, SeriesRef>();
  for (const one of series) all.set(seriesKey(one), one);
  for (const { connection, device, property } of others) {
    const ref = { connection, device, quantity: property };
    const key = seriesKey(ref);
    if (!all.has(key)) all.set(key, ref);
  }
  return [...all.values()];
}

/**
 * Devices, and behind them those of these places that nothing has been heard of since the page was opened: who marked one wants it above all
 * when it has gone silent.
 * @param isConnection whether there is a connection of this id
 */
export function withSilent(
  devices: readonly DeviceInfo[],
  places: readonly string[],
  base: string,
  isConnection: (id: string) => boolean,
): readonly DeviceInfo[] {
  const heard = new Set(devices.map((one) => deviceKey(one.connection, one.device)));
  const silent = [...new Set(places)].flatMap((path) => {
    const place = readLink(base + path.slice(1), base);
    const isSilent = place && isConnection(place.connection);
    return isSilent && !heard.has(deviceKey(place.connection, place.device)) ? [place] : [];
  });
  return [...devices, ...silent];
}

/** The entries in which every word of a query is found; those whose title begins with it come first. */
export function matching(entries: readonly Entry[], query: string): readonly Entry[] {
  const wanted = folded(query.trim());
  const words = wanted.split(/\s+/);
  const fits = entries.filter(({ found }) => words.every((word) => found.includes(word)));
  const isFirst = ({ title }: Entry) => folded(title).startsWith(wanted);
  return [...fits.filter(isFirst), ...fits.filter((one) => !isFirst(one))];
}

/** What is offered for a query: all that matches it; without one these places, as far as there is something at them, and the actions. */
export function offered(
  entries: readonly Entry[],
  query: string,
  places: readonly string[],
): readonly Entry[] {
  if (query.trim() !== '') return matching(entries, query);
  const byPath = new Map<string, Entry>();
  for (const one of entries) {
    if (one.deed.kind === 'go' && !byPath.has(one.deed.to)) byPath.set(one.deed.to, one);
  }
  const first = new Set(places.flatMap((path) => byPath.get(path) ?? []));
  return [...first, ...entries.filter((one) => one.kind === 'action' && !first.has(one))];
}

/** Entries of which those that were there before keep their order, and what is new comes after them: nothing moves from under the finger. */
export function inPlace(before: readonly Entry[], now: readonly Entry[]): readonly Entry[] {
  const rest = new Map(now.map((one) => [one.key, one]));
  const kept = before.flatMap(({ key }) => {
    const one = rest.get(key);
    rest.delete(key);
    return one ?? [];
  });
  return [...kept, ...rest.values()];
}
