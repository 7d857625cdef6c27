import {
  IconArrowRight,
  IconChartLine,
  IconCpu,
  IconLayoutGrid,
  IconMaximize,
  IconStarFilled,
} from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useArriving } from '../../dashboards/deployment.ts';
import { shownAddress } from '../../dashboards/load.ts';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { liveStore, useAllActuators, useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useLocation } from '../../ui/router/index.ts';
import { type PlainText, t } from '../../ui/text.ts';
import { listOf } from '../dashboards/list.ts';
import { wordsByDevice } from '../devices/gathering.ts';
import styles from './around.module.css';
import { type Entry, entriesOf, inPlace, offered, quantitiesOf, withSilent } from './entries.ts';
import { recentPlaces } from './places.ts';
import { useFavourites } from './use-favourites.ts';
import { useWhose } from './use-whose.ts';

/** Lines drawn: who wants more types more. */
const SHOWN = 50;
const NOTHING: readonly Entry[] = [];

const KINDS: Readonly<Record<Entry['kind'], { readonly icon: typeof IconCpu; readonly word: PlainText }>> = {
  action: { icon: IconArrowRight, word: 'Action' },
  dashboard: { icon: IconLayoutGrid, word: 'Dashboard' },
  device: { icon: IconCpu, word: 'Device' },
  quantity: { icon: IconChartLine, word: 'Quantity' },
  widget: { icon: IconMaximize, word: 'Widget' },
};

interface PaletteProps {
  /** Addresses of the deployment's dashboards. */
  readonly sources: readonly string[];
  readonly widgets: readonly Element[];
  readonly onChoose: (deed: Entry['deed']) => void;
  readonly onClose: () => void;
}

/** One field that finds every page, dashboard, device, quantity and action. Nothing in it orders anything. */
export default function Palette({ sources, widgets, onChoose, onClose }: PaletteProps) {
  const list = useId();
  const owner = useSession((s) => s.person.subject);
  const { dashboards: deployment, awaited } = useArriving(sources);
  const own = useOwnDashboards(owner);
  const devices = useDevices();
  const series = useAllSeries();
  const actuators = useAllActuators();
  const quantities = useMemo(() => {
    // As of now: what devices say of their states changes all the time, what they have states of hardly ever.
    const words = wordsByDevice(liveStore.getState().reported.values(), series, new Map());
    return quantitiesOf(series.values(), [...[...words.values()].flat(), ...actuators.values()]);
  }, [series, actuators]);
  const connections = useConnections();
  const [query, setQuery] = useState('');
  /** The entry that the keys have moved to; null: the first. */
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = useDeferredValue(query);
  const whose = useWhose();
  const { pathname } = useLocation();
  const favourites = useFavourites();
  // Where somebody is they need not be led.
  const places = useMemo(
    () => [...favourites, ...recentPlaces(whose).filter((path) => path !== pathname)],
    [favourites, whose, pathname],
  );
  const entries = useMemo(() => {
    const names = new Map(connections.map((one) => [one.id, one.name]));
    return entriesOf({
      dashboards: listOf(deployment, own?.dashboards ?? []),
      devices: withSilent(devices, places, whose.base, (id) => names.has(id)),
      series: quantities,
      widgets,
      nameOf: (id) => names.get(id) ?? id,
    });
  }, [deployment, own, devices, places, whose, quantities, connections, widgets]);
  const isWhole = awaited.length === 0 && own !== null;
  const before = useRef({ query: '', found: NOTHING });
  const found = useMemo(() => {
    const now = offered(entries, wanted, places);
    // What is fetched still is not to come last.
    return isWhole && before.current.query === wanted ? inPlace(before.current.found, now) : now;
  }, [entries, wanted, places, isWhole]);
  useEffect(() => {
    before.current = { query: wanted, found: isWhole ? found : NOTHING };
  }, [wanted, found, isWhole]);
  const shown = found.slice(0, SHOWN);
  const current = Math.max(
    0,
    shown.findIndex((one) => one.key === chosen),
  );

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    onChoose(entry.deed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // These keys choose among the characters that an input method offers.
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      const next = (current + step + shown.length) % shown.length;
      setChosen(shown[next]?.key ?? null);
      document.getElementById(`${list} ${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      // Who types fast is ahead of the list.
      const { value } = event.currentTarget;
      choose(value === wanted ? shown[current] : offered(entries, value, places)[0]);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog title={t('Go to, or do')} onClose={onClose}>
      <input
        className={styles.query}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={t('Find a page, a device or a quantity')}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        {...(shown.length > 0 && { 'aria-activedescendant': `${list} ${current}` })}
        placeholder={t('Page, dashboard, device, quantity…')}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={list} role="listbox" aria-label={t('Found')} tabIndex={-1}>
        {shown.map((entry, i) => {
          const { icon: Icon, word } = KINDS[entry.kind];
          const isFavourite = entry.deed.kind === 'go' && favourites.has(entry.deed.to);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys move among the options and choose them
            <div
              key={entry.key}
              id={`${list} ${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === current}
              className={styles.entry}
              onClick={() => choose(entry)}
            >
              <Icon size={18} stroke={1.5} aria-hidden="true" />
              <span className={styles.title}>{entry.title}</span>
              {isFavourite && <IconStarFilled size={14} role="img" aria-label={t('favourite')} />}
              <span className={styles.detail}>{entry.detail}</span>
              <span className={styles.kind}>{t(word)}</span>
            </div>
          );
        })}
      </div>
      <p className={styles.none} role="status">
        {found.length === 0 && t('Nothing fits. Try fewer letters.')}
        {found.length > SHOWN && t('and {n} more', { n: found.length - SHOWN })}
      </p>
      {awaited.length > 0 && (
        <p className={styles.none}>
          {t('Still to come: {files}.', { files: awaited.map(shownAddress).join(', ') })}
        </p>
      )}
    </Dialog>
  );
}
