import { IconLayoutGridAdd } from '@tabler/icons-react';
import { type DragEvent, memo, useMemo, useRef } from 'react';
import { useLatest, useNow } from '../../live/index.ts';
import type { DeviceInfo, ReportedState, SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { formatAge } from '../../ui/format.ts';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { useOnScreen } from '../../widgets/on-screen.ts';
import { StarButton } from '../around/StarButton.tsx';
import { type Adding, markDrag } from './adding.ts';
import { deviceAddress } from './address.ts';
import styles from './devices.module.css';
import { valueText } from './value-text.ts';
import { Words } from './Words.tsx';

/** Quantities drawn on a card; the device's own page has all of them. */
const QUANTITIES_SHOWN = 12;
/** Cards this near to the screen have their readings when they come into sight, CSS pixels. */
const NEAR = 200;
const NOTHING: readonly SeriesRef[] = [];

interface DeviceCardProps {
  readonly device: DeviceInfo;
  readonly connectionName: string;
  readonly series: readonly SeriesInfo[];
  readonly words: readonly ReportedState[];
  readonly isFavourite: boolean;
  /** Should be stable; null where nothing is to be added. */
  readonly adding: Adding | null;
}

function Quantities({
  series,
  onScreen,
  adding,
}: {
  readonly series: readonly SeriesInfo[];
  readonly adding: Adding | null;
  readonly onScreen: boolean;
}) {
  const refs = useMemo(() => (onScreen ? series : NOTHING), [series, onScreen]);
  const latest = useLatest(refs);
  const now = useNow();
  return (
    <table className={styles.quantities}>
      <tbody>
        {series.map((info, index) => {
          const { time = Number.NaN, value = Number.NaN } = latest[index] ?? {};
          const age = now - time;
          const known = Number.isFinite(time);
          const past = known ? undefined : info.history.at(-1);
          const stale = !known || age > info.staleAfterMs;
          return (
            <tr key={info.quantity} data-quantity={info.quantity} {...(stale && { 'data-stale': 'true' })}>
              <th
                scope="row"
                {...(adding && {
                  draggable: true,
                  onDragStart: (event: DragEvent) => {
                    markDrag(event.dataTransfer, info);
                    adding.drag(info);
                  },
                  onDragEnd: () => adding.drag(null),
                })}
              >
                {info.quantity}
              </th>
              <td className={styles.value}>
                {valueText(info, past ?? value)}
                {info.unit && <span className={styles.unit}> {info.unit}</span>}
              </td>
              <td className={styles.age}>
                {past !== undefined
                  ? t('history')
                  : known
                    ? t(stale ? '{age} ago, stale' : '{age} ago', { age: formatAge(age) })
                    : ''}
              </td>
              <td className={styles.add}>
                {adding && (
                  <button
                    type="button"
                    aria-label={t('Add {quantity} to a dashboard…', { quantity: info.quantity })}
                    title={t('Add to a dashboard…')}
                    onClick={() => adding.ask(info)}
                  >
                    <IconLayoutGridAdd size={16} aria-hidden="true" />
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** One device of the list: its name, what it measures, and how old that is. Subscribes only while on screen. */
export const DeviceCard = memo(function DeviceCard({
  device,
  connectionName,
  series,
  words,
  isFavourite,
  adding,
}: DeviceCardProps) {
  const element = useRef<HTMLLIElement>(null);
  const onScreen = useOnScreen(element, NEAR);
  const shown = useMemo(() => series.slice(0, QUANTITIES_SHOWN), [series]);
  const said = words.slice(0, QUANTITIES_SHOWN - shown.length);
  const left = series.length + words.length - shown.length - said.length;
  const to = deviceAddress(device);
  const name = device.name ?? device.device;
  return (
    <li className={styles.card} ref={element} data-device={device.device}>
      <div className={styles.heading}>
        <h2 className={styles.name}>
          <Link to={to}>{name}</Link>
        </h2>
        <StarButton path={to} name={name} isFavourite={isFavourite} />
      </div>
      <p className={styles.origin}>
        {connectionName}
        {device.kind && ` · ${device.kind}`}
        {device.present === false && ` · ${t('not present')}`}
        {device.restored && ` · ${t('not heard since the last start')}`}
      </p>
      {shown.length > 0 && <Quantities series={shown} onScreen={onScreen} adding={adding} />}
      {said.length > 0 && <Words states={said} />}
      {left > 0 && (
        <Link className={styles.more} to={to}>
          {t('and {n} more', { n: left })}
        </Link>
      )}
    </li>
  );
});
