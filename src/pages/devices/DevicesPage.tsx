import { IconPrinter, IconQrcode, IconStar } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useAllReported, useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import type { DeviceInfo, ReportedState, SeriesInfo } from '../../model/catalogue.ts';
import { deviceKey } from '../../model/identity.ts';
import { Asked } from '../../ui/Asked.tsx';
import controls from '../../ui/controls.module.css';
import { lazy } from '../../ui/lazy.tsx';
import { Link } from '../../ui/router/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { t } from '../../ui/text.ts';
import { useFavourites } from '../around/use-favourites.ts';
import page from '../page.module.css';
import type { Wanted } from './AddToDashboard.tsx';
import type { Adding } from './adding.ts';
import { deviceAddress } from './address.ts';
import { DeviceCard } from './DeviceCard.tsx';
import styles from './devices.module.css';
import { useListed, useSeriesByDevice, useWordsByDevice } from './gathering.ts';
import { matches } from './matching.ts';
import { useSlices } from './slices.ts';

const AddToDashboard = lazy(() => import('./AddToDashboard.tsx'));

/** Cards drawn at first; more on demand, so that ten thousand devices do not become ten thousand elements. */
const PAGE_SIZE = 60;

const NO_SERIES: readonly SeriesInfo[] = [];
const NO_WORDS: readonly ReportedState[] = [];
const NO_DEVICES: readonly DeviceInfo[] = [];
/** Cards of the outline that stands in for the list while it is waited for. */
const OUTLINE = [1, 2, 3, 4, 5, 6];

/** Favourites first, and otherwise in the order given. */
function favouritesFirst(
  devices: readonly DeviceInfo[],
  favourites: ReadonlySet<string>,
): readonly DeviceInfo[] {
  if (favourites.size === 0) return devices;
  const isFavourite = (one: DeviceInfo) => favourites.has(deviceAddress(one));
  return [...devices.filter(isFavourite), ...devices.filter((one) => !isFavourite(one))];
}

/** Keeps the line's height until there is something to count. */
const NOTHING_YET = '\u00a0';

/** Every device heard of, found by itself, with each quantity's latest value and age. */
export default function DevicesPage() {
  const known = useDevices();
  const connections = useConnections();
  const series = useAllSeries();
  const grouped = useSeriesByDevice(series);
  const words = useWordsByDevice(useAllReported(), series);
  const of = (one: DeviceInfo) => {
    const key = deviceKey(one.connection, one.device);
    return { series: grouped.get(key) ?? NO_SERIES, words: words.get(key) ?? NO_WORDS };
  };
  // Many cards at once are drawn in slices between which the page goes on.
  const listed = useDeferredValue(useListed(known, series.size));
  const devices = listed ?? NO_DEVICES;
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query.trim().toLowerCase());
  const [shown, setShown] = useState(PAGE_SIZE);
  const favourites = useFavourites();
  // Nothing jumps from under the finger that makes it a favourite: the order is that of when the page was opened.
  const [first] = useState(favourites);
  const [isFavouritesOnly, setFavouritesOnly] = useState(false);
  const ordered = useMemo(() => favouritesFirst(devices, first), [devices, first]);
  const byId = new Map(connections.map((one) => [one.id, one]));
  const nameOf = (connection: string) => byId.get(connection)?.name ?? connection;
  const found = ordered.filter((one) => {
    if (isFavouritesOnly && !favourites.has(deviceAddress(one))) return false;
    const heard = of(one);
    return matches(one, nameOf(one.connection), heard.series, heard.words, wanted);
  });
  const drawn = useSlices(Math.min(shown, found.length));
  const [added, setAdded] = useState<Wanted | null>(null);
  const [isAdding, setAdding] = useState(false);
  const adding = useMemo<Adding>(
    () => ({
      ask: (info) => {
        setAdding(true);
        setAdded({ info, by: 'button' });
      },
      drag: (info) => {
        setAdding(true);
        // The element that is dragged must not change before the browser has taken it.
        setTimeout(() => setAdded(info && { info, by: 'drag' }));
      },
    }),
    [],
  );
  return (
    <div className={`${page.page} ${page.wide}`}>
      <div className={page.toolbar}>
        <h1>{t('Devices')}</h1>
        <SearchField
          label={t('Find a device or quantity')}
          value={query}
          onChange={(text) => {
            setQuery(text);
            setShown(PAGE_SIZE);
          }}
        />
        <div className={styles.tools}>
          <button
            type="button"
            className={controls.button}
            aria-pressed={isFavouritesOnly}
            onClick={() => setFavouritesOnly((last) => !last)}
          >
            <IconStar size={18} aria-hidden="true" /> {t('Favourites')}
          </button>
          <Link className={`${controls.button} ${styles.scan}`} to="/devices/scan">
            <IconQrcode size={18} aria-hidden="true" /> {t('Scan a code')}
          </Link>
          <Link className={controls.button} to="/devices/labels">
            <IconPrinter size={18} aria-hidden="true" /> {t('Print labels')}
          </Link>
        </div>
        <p className={page.quiet} aria-live="polite">
          {listed === null
            ? NOTHING_YET
            : found.length === devices.length
              ? t('{count, plural, one {# device} other {# devices}}', { count: devices.length })
              : t('{n} of {all} devices', { n: found.length, all: devices.length })}
        </p>
      </div>
      {listed === null && (
        <div className={`${styles.list} ${styles.outline}`} aria-hidden="true">
          {OUTLINE.map((card) => (
            <div key={card} className={styles.card} />
          ))}
        </div>
      )}
      {listed?.length === 0 && (
        <p>
          {t(
            'Nothing has been heard of yet. Devices appear here by themselves as soon as a connection brings something.',
          )}
        </p>
      )}
      {devices.length > 0 && found.length === 0 && (
        <p>
          {isFavouritesOnly && wanted === ''
            ? t('No device is a favourite yet. The star beside a device’s name makes it one.')
            : t('No device fits this search.')}
        </p>
      )}
      <ul className={styles.list} aria-label={t('Devices')}>
        {found.slice(0, drawn).map((one) => (
          <DeviceCard
            key={deviceKey(one.connection, one.device)}
            device={one}
            connectionName={nameOf(one.connection)}
            {...of(one)}
            isFavourite={favourites.has(deviceAddress(one))}
            adding={byId.get(one.connection)?.replay ? null : adding}
          />
        ))}
      </ul>
      {isAdding && (
        <Asked
          onClose={() => {
            setAdding(false);
            setAdded(null);
          }}
        >
          <AddToDashboard wanted={added} onDone={() => setAdded(null)} />
        </Asked>
      )}
      <ShowMore
        left={found.length - shown}
        step={PAGE_SIZE}
        onMore={() => setShown((last) => last + PAGE_SIZE)}
      />
    </div>
  );
}
