import type { SeriesInfo } from '../../model/catalogue.ts';
import { nameOrder } from '../../ui/locale.ts';
import { t } from '../../ui/text.ts';
import { controlFor } from '../../widgets/actuator/control-for.ts';
import { findWidget } from '../../widgets/registry.ts';
import { actuatorOf, asTitle, deviceName, type Heard, seriesOf } from '../../widgets/widget-settings.ts';
import { COLUMNS, type DashboardDocument, type WidePlace, type WidgetEntry } from '../schema.ts';
import { freeName, titled } from './changes.ts';

/** Charts, controls and numbers that one person can look at. What is more can be added by hand. */
const MOST_CONTROLS = 16;
const MOST_CHARTS = 12;
const MOST_NUMBERS = 8;
/** Lines that one chart can hold and still be read. */
const MOST_LINES = 8;

/** What of a connection was not put on the dashboard made of it. */
interface LeftOver {
  readonly controls: number;
  readonly series: number;
}

/** What became of making a dashboard. @param name of the connection, for people */
export function madeInWords(name: string, made: Suggestion): string {
  const { controls, series } = made.leftOver;
  if (isEmpty(made)) {
    return t(
      'Nothing was made: {name} has announced nothing yet that a dashboard could be made of. Wait until its devices report, or look at its inspector on the connections page.',
      { name },
    );
  }
  if (controls === 0 && series === 0) {
    return t('Made of all that {name} has announced. Change what you like, then save it.', { name });
  }
  const left = [
    controls > 0 && t('{count, plural, one {# more control} other {# more controls}}', { count: controls }),
    series > 0 && t('{count, plural, one {# more reading} other {# more readings}}', { count: series }),
  ].filter((one) => one !== false);
  return t('Made of what {name} has announced. The catalogue has more: {left}.', {
    name,
    left: left.join(', '),
  });
}

/** A dashboard made of what a connection has announced. */
export interface Suggestion {
  readonly document: DashboardDocument;
  readonly leftOver: LeftOver;
}

/** There was nothing to make a dashboard of. */
export function isEmpty({ document }: Suggestion): boolean {
  return Object.keys(document.spec.widgets).length === 0;
}

interface Sized extends WidgetEntry {
  readonly w: number;
  readonly h: number;
}

function sized(entry: WidgetEntry, w?: number): Sized {
  const size = findWidget(entry.type)?.defaultSize ?? { w: 4, h: 4 };
  return { ...titled(entry), w: w ?? size.w, h: size.h };
}

/** Series of one quantity and unit belong together, whatever device they are of; a quantity of many devices fills several charts. */
function groups(series: readonly SeriesInfo[]): readonly (readonly SeriesInfo[])[] {
  const byQuantity = new Map<string, SeriesInfo[]>();
  for (const one of series) {
    const key = JSON.stringify([one.quantity, one.unit]);
    const group = byQuantity.get(key);
    if (group) group.push(one);
    else byQuantity.set(key, [one]);
  }
  return [...byQuantity.values()].flatMap((group) => {
    const charts = Math.ceil(group.length / MOST_LINES);
    const lines = Math.ceil(group.length / charts);
    return Array.from({ length: charts }, (_, index) => group.slice(index * lines, (index + 1) * lines));
  });
}

/** Puts tiles beside each other in the order given, in rows as wide as the grid; a row is as high as its highest tile. */
function inRows(
  tiles: readonly (readonly [name: string, tile: Sized])[],
  top: number,
): { places: WidePlace[]; bottom: number } {
  const places: WidePlace[] = [];
  let [x, y, high] = [0, top, 0];
  for (const [widget, { w, h }] of tiles) {
    if (x + w > COLUMNS) [x, y, high] = [0, y + high, 0];
    places.push({ widget, x, y, w, h });
    x += w;
    high = Math.max(high, h);
  }
  return { places, bottom: y + high };
}

/**
 * Makes a sensible dashboard of what one connection has announced: its controls first, then the newest reading of what is measured once, then a
 * chart for each quantity. Pure: the same announcements make the same dashboard.
 * @param heard what the page has heard of; only what is of the connection counts
 */
export function suggestionFor(document: DashboardDocument, heard: Heard, connection: string): Suggestion {
  const order = nameOrder();
  const byName = <One extends { device: string }>(a: One, b: One) => order(a.device, b.device);
  const of = <One extends { connection: string; device: string }>(all: readonly One[]) =>
    all.filter((one) => one.connection === connection).toSorted(byName);
  const name = (device: string) => deviceName(heard, connection, device);

  const actuators = of(heard.actuators).filter(({ domain, property }) => {
    // How often a device publishes is set once; a free JSON order is nothing to have at hand.
    return domain.type !== 'json' && property !== 'publish-interval';
  });
  const controls = actuators.slice(0, MOST_CONTROLS).map((one) => {
    const isOnly = actuators.filter(({ device }) => device === one.device).length === 1;
    const title = isOnly ? name(one.device) : `${name(one.device)}: ${asTitle(one.property).toLowerCase()}`;
    return sized({ ...controlFor(one), title }, 3);
  });

  const controlled = new Set(heard.actuators.map((one) => JSON.stringify(actuatorOf(one))));
  const series = of(heard.series).filter(({ device, quantity }) => {
    // A control shows the state of what it switches.
    return !controlled.has(JSON.stringify({ connection, device, property: quantity }));
  });
  const measured = groups(series);
  const charts = measured.slice(0, MOST_CHARTS);
  const numbers = charts
    .flatMap((group) => (group.length === 1 && group[0]?.kind === 'number' ? group : []))
    .slice(0, MOST_NUMBERS)
    .map((one) =>
      sized({ type: 'stat', title: asTitle(one.quantity), options: { series: seriesOf(one) } }, 3),
    );
  const graphs = charts.map((group) => {
    const [first] = group;
    const quantity = asTitle(first?.quantity ?? '');
    const title = group.length === 1 && first ? `${name(first.device)}: ${quantity.toLowerCase()}` : quantity;
    const options = {
      series: group.map((one) => ({
        ...seriesOf(one),
        ...(name(one.device) !== one.device && { label: name(one.device) }),
      })),
    };
    return sized({ type: 'timeseries', title, options }, charts.length === 1 ? COLUMNS : COLUMNS / 2);
  });

  const widgets: Record<string, WidgetEntry> = {};
  let next: DashboardDocument = { ...document, spec: { ...document.spec, widgets, layout: { wide: [] } } };
  const wide: WidePlace[] = [];
  let top = 0;
  // Controls and numbers are of one size: in one flow no row stays half empty.
  for (const part of [[...controls, ...numbers], graphs]) {
    const named = part.map((tile) => {
      const { w: _w, h: _h, ...entry } = tile;
      const its = freeName(next, entry.type);
      next = { ...next, spec: { ...next.spec, widgets: { ...next.spec.widgets, [its]: entry } } };
      return [its, tile] as const;
    });
    const { places, bottom } = inRows(named, top);
    wide.push(...places);
    top = bottom;
  }
  const shown = charts.reduce((sum, group) => sum + group.length, 0);
  return {
    document: { ...next, spec: { ...next.spec, layout: { wide } } },
    leftOver: { controls: actuators.length - controls.length, series: series.length - shown },
  };
}
