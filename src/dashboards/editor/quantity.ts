import type { SeriesInfo } from '../../model/catalogue.ts';
import { findWidget } from '../../widgets/registry.ts';
import { asTitle, deviceName, type Heard, seriesOf } from '../../widgets/widget-settings.ts';
import type { DashboardDocument } from '../schema.ts';
import { added } from './changes.ts';

/** A dashboard with one quantity more on it, as a chart or as a number. */
export function withQuantity(
  document: DashboardDocument,
  info: SeriesInfo,
  type: 'timeseries' | 'stat',
  heard: Heard,
): DashboardDocument {
  const series = seriesOf(info);
  const name = deviceName(heard, info.connection, info.device);
  const entry = {
    type,
    title: `${name}: ${asTitle(info.quantity).toLowerCase()}`,
    options: type === 'stat' ? { series } : { series: [series] },
  };
  const size = findWidget(type)?.defaultSize ?? { w: 6, h: 6 };
  return added(document, [{ entry, size }]).document;
}
