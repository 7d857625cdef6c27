import {
  IconArrowRight,
  IconChartLine,
  IconCpu,
  IconLayoutGrid,
  IconMaximize,
  IconStarFilled,
} from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react';
import { useDeployment } from '../../dashboards/deployment.ts';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { useAllSeries, useConnections, useDevices } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { type PlainText, t } from '../../ui/text.ts';
import { listOf } from '../dashboards/list.ts';
import styles from './around.module.css';
import { type Entry, entriesOf, matching } from './entries.ts';
import { favouritePlaces, recentPlaces } from './places.ts';

/** Lines drawn: who wants more types more. */
const SHOWN = 50;

const KINDS: Readonly<Record<Entry['kind'], { readonly icon: typeof IconCpu; readonly word: PlainText }>> = {
  action: { icon: IconArrowRight, word: 'Action' },
  dashboard: { icon: IconLayoutGrid, word: 'Dashboard' },
  device: { icon: IconCpu, word: 'Device' },
  quantity: { icon: IconChartLine, word: 'Quantity' },
  widget: { icon: IconMaximize, word: 'Widget' },
};

function placesIn(entries: readonly Entry[], paths: readonly string[]): readonly Entry[] {
  const byPath = new Map<string, Entry>();
  for (const one of entries) {
    if (one.deed.kind === 'go' && !byPath.has(one.deed.to)) byPath.set(one.deed.to, one);
  }
  return paths.flatMap((path) => byPath.get(path) ?? []);
}

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
  const deployment = useDeployment(sources);
  const own = useOwnDashboards(owner);
  const devices = useDevices();
  const series = useAllSeries();
  const connections = useConnections();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const wanted = useDeferredValue(query);
  const entries = useMemo(() => {
    const names = new Map(connections.map((one) => [one.id, one.name]));
    return entriesOf({
      dashboards: listOf(deployment ?? [], own?.dashboards ?? []),
      devices,
      series: series.values(),
      widgets,
      nameOf: (id) => names.get(id) ?? id,
    });
  }, [deployment, own, devices, series, connections, widgets]);
  const favourites = favouritePlaces();
  const shown = useMemo(() => {
    if (wanted.trim() !== '') return matching(entries, wanted, SHOWN);
    const places = [
      ...new Set([...placesIn(entries, favouritePlaces()), ...placesIn(entries, recentPlaces())]),
    ];
    return [...places, ...entries.filter((one) => one.kind === 'action' && !places.includes(one))].slice(
      0,
      SHOWN,
    );
  }, [entries, wanted]);
  const current = Math.min(at, shown.length - 1);

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    onChoose(entry.deed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      const next = (current + step + shown.length) % shown.length;
      setAt(next);
      document.getElementById(`${list} ${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') choose(shown[current]);
    else return;
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
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={list} role="listbox" aria-label={t('Found')} tabIndex={-1}>
        {shown.map((entry, i) => {
          const { icon: Icon, word } = KINDS[entry.kind];
          const isFavourite = entry.deed.kind === 'go' && favourites.includes(entry.deed.to);
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
        {shown.length === 0 && t('Nothing fits. Try fewer letters.')}
      </p>
    </Dialog>
  );
}
