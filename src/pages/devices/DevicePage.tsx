import { IconLayoutGridAdd, IconQrcode } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useActuatorsOf, useConnection, useDevice, useReportedOf, useSeriesOf } from '../../live/index.ts';
import type { ActuatorInfo, SeriesInfo } from '../../model/catalogue.ts';
import { Asked } from '../../ui/Asked.tsx';
import controls from '../../ui/controls.module.css';
import { lazy } from '../../ui/lazy.tsx';
import { Link, useParams } from '../../ui/router/index.ts';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import {
  ActuatorControl,
  PageTime,
  SeriesChart,
  TimeControl,
  usePageTime,
  WidgetTile,
} from '../../widgets/index.ts';
import { StarButton } from '../around/StarButton.tsx';
import { useFavourites } from '../around/use-favourites.ts';
import { Back } from '../Back.tsx';
import page from '../page.module.css';
import { replayInWords } from '../recording/ReplayControls.tsx';
import { deviceAddress, deviceCode } from './address.ts';
import styles from './devices.module.css';
import { Unheard } from './Unheard.tsx';
import { Words } from './Words.tsx';

const AddDevice = lazy(() => import('./AddDevice.tsx'));

/** Charts drawn without asking, and more at once where somebody asks. */
const CHARTS = 24;

interface QuantityChartProps {
  readonly info: SeriesInfo;
  /** A control bears the quantity's name already, and two regions of one name cannot be told apart by those who hear the page. */
  readonly isBesideControl: boolean;
}

interface QuantityChartsProps {
  readonly series: readonly SeriesInfo[];
  readonly actuators: readonly ActuatorInfo[];
}

function QuantityChart({ info, isBesideControl }: QuantityChartProps) {
  const { connection, device, quantity } = info;
  const series = useMemo(() => [{ connection, device, quantity }], [connection, device, quantity]);
  const title = isBesideControl ? t('{quantity} over time', { quantity }) : quantity;
  return <SeriesChart title={title} series={series} />;
}

/** A chart of each quantity, the first of them until more are asked for. */
function QuantityCharts({ series, actuators }: QuantityChartsProps) {
  const [most, setMost] = useState(CHARTS);
  return (
    <>
      <div className={styles.charts}>
        {series.slice(0, most).map((one) => (
          <QuantityChart
            key={one.quantity}
            info={one}
            isBesideControl={actuators.some(({ property }) => property === one.quantity)}
          />
        ))}
      </div>
      <ShowMore left={series.length - most} step={CHARTS} onMore={() => setMost(most + CHARTS)} />
    </>
  );
}

/** One device: everything it measures as charts and everything it takes as controls, without any configuration. */
export default function DevicePage() {
  const { connection: connectionId = '', device: name = '' } = useParams();
  const device = useDevice(connectionId, name);
  const connection = useConnection(connectionId);
  const raw = connection?.capabilities.raw;
  const series = useSeriesOf(connectionId, name);
  const actuators = useActuatorsOf(connectionId, name);
  // Controls and charts say the rest.
  const words = useReportedOf(connectionId, name).filter(
    ({ property, value }) =>
      (typeof value === 'string' || value === null) &&
      !actuators.some((one) => one.property === property) &&
      !series.some(({ quantity }) => quantity === property),
  );
  const time = usePageTime();
  const favourites = useFavourites();
  const [adding, setAdding] = useState<'never' | 'asked' | 'done'>('never');
  const place = { connection: connectionId, device: name };
  const path = deviceAddress(place);
  const title = device?.name ?? name;
  const facts = Object.entries(device?.facts ?? {});
  return (
    <div className={page.page} data-print="wide">
      <div>
        <Back to="/devices">{t('Devices')}</Back>
        <div className={styles.heading}>
          <h1>{title}</h1>
          <StarButton path={path} name={title} isFavourite={favourites.has(path)} />
        </div>
        <p className={page.quiet}>
          {connection?.name ?? connectionId}
          {device?.kind && ` · ${device.kind}`}
          {device?.present === false && ` · ${t('not present')}`}
          {device?.restored && ` · ${t('not heard since the last start')}`}
        </p>
      </div>
      {!device && series.length === 0 && <Unheard connection={connectionId} />}
      {adding !== 'never' && (
        <Asked onClose={() => setAdding('never')}>
          <AddDevice
            name={title}
            series={series}
            actuators={actuators}
            isAsked={adding === 'asked'}
            onDone={() => setAdding('done')}
          />
        </Asked>
      )}
      {connection?.replay && <p>{replayInWords(connection.replay)}</p>}
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(([key, value]) => [
            <dt key={`${key} name`}>{key === 'room' ? t('Room') : key}</dt>,
            <dd key={key}>{value}</dd>,
          ])}
        </dl>
      )}
      {connection && !connection.capabilities.commands && device && (
        <p className={page.quiet}>
          {said(connection.capabilities.why ?? 'This back end takes no commands.')}
        </p>
      )}
      {words.length > 0 && (
        <div className={styles.words}>
          <Words states={words} />
        </div>
      )}
      {actuators.length > 0 && (
        <div className={styles.controls}>
          {actuators.map((one) => (
            <ActuatorControl key={one.property} actuator={one} />
          ))}
        </div>
      )}
      {raw && (raw.device === undefined || raw.device === name) && (
        <details className={styles.orders}>
          <summary>{t('Send it a JSON order')}</summary>
          <div className={styles.controls}>
            <WidgetTile
              entry={{
                type: 'json',
                title: t('JSON order'),
                options: { connection: connectionId, device: name },
              }}
            />
          </div>
        </details>
      )}
      {device && !connection?.replay && (
        <div className={styles.tools}>
          {series.length + actuators.length > 0 && (
            <button type="button" className={controls.button} onClick={() => setAdding('asked')}>
              <IconLayoutGridAdd size={18} aria-hidden="true" /> {t('Add to a dashboard…')}
            </button>
          )}
          <Link
            className={controls.button}
            to={`/devices/labels?${new URLSearchParams({ find: deviceCode(place) })}`}
          >
            <IconQrcode size={18} aria-hidden="true" /> {t('Its label')}
          </Link>
        </div>
      )}
      {series.length > 0 && <TimeControl navigator={time} />}
      <PageTime value={time}>
        <QuantityCharts key={path} series={series} actuators={actuators} />
      </PageTime>
    </div>
  );
}
