import { useMemo } from 'react';
import { useAllSeries, useConnection } from '../../live/index.ts';
import type { SeriesInfo } from '../../model/catalogue.ts';
import { rich } from '../../ui/rich.tsx';
import { Link, useParams } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { PageTime, SeriesChart, TimeControl, usePageTime } from '../../widgets/index.ts';
import { Back } from '../Back.tsx';
import page from '../page.module.css';
import { ReplayControls } from './ReplayControls.tsx';
import styles from './recording.module.css';

/** Charts drawn without asking. */
const CHARTS = 24;

function QuantityChart({ info }: { readonly info: SeriesInfo }) {
  const { connection, device, quantity } = info;
  const series = useMemo(() => [{ connection, device, quantity }], [connection, device, quantity]);
  return <SeriesChart title={`${device} · ${quantity}`} series={series} />;
}

/** Everything a recording brought, over its whole length. */
export default function RecordingPage() {
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  const all = useAllSeries();
  const series = useMemo(
    () =>
      [...all.values()]
        .filter((one) => one.connection === id)
        .sort((a, b) => a.device.localeCompare(b.device) || a.quantity.localeCompare(b.quantity)),
    [all, id],
  );
  const time = usePageTime();
  return (
    <div className={`${page.page} ${page.wide}`} data-print="wide">
      <div>
        <Back to="/connections">{t('Connections')}</Back>
        <h1>{connection?.name ?? id}</h1>
      </div>
      {connection?.replay ? (
        <ReplayControls connection={connection} replay={connection.replay} />
      ) : (
        <p>
          {rich('This recording is not open any more: a reload closes it. {link} from its file.', {
            link: <Link to="/connections">{t('Replay it again')}</Link>,
          })}
        </p>
      )}
      {series.length > 0 && <TimeControl navigator={time} />}
      <PageTime value={time}>
        <div className={styles.charts}>
          {series.slice(0, CHARTS).map((one) => (
            <QuantityChart key={`${one.device} ${one.quantity}`} info={one} />
          ))}
        </div>
      </PageTime>
      {series.length > CHARTS && (
        <p className={page.quiet}>
          {rich('and {count} more quantities, on the pages of their {devices}', {
            count: series.length - CHARTS,
            devices: <Link to="/devices">{t('devices')}</Link>,
          })}
        </p>
      )}
    </div>
  );
}
