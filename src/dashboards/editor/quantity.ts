import type { ActuatorInfo, SeriesInfo } from '../../model/catalogue.ts';
import { controlFor } from '../../widgets/actuator/control-for.ts';
import { findWidget } from '../../widgets/registry.ts';
import { asTitle, deviceName, type Heard, seriesOf } from '../../widgets/widget-settings.ts';
import type { DashboardDocument, WidgetEntry } from '../schema.ts';
import { added } from './changes.ts';

function withWidget(document: DashboardDocument, entry: WidgetEntry): DashboardDocument {
  const size = findWidget(entry.type)?.defaultSize ?? { w: 6, h: 6 };
  return added(document, [{ entry, size }]).document;
}

/** A dashboard with one quantity more on it, as a chart or as a number. */
export function withQuantity(
  document: DashboardDocument,
  info: SeriesInfo,
  type: 'timeseries' | 'stat',
  heard: Heard,
): DashboardDocument {
  const series = seriesOf(info);
  const name = deviceName(heard, info.connection, info.device);
  return withWidget(document, {
    type,
    title: `${name}: ${asTitle(info.quantity).toLowerCase()}`,
    options: type === 'stat' ? { series } : { series: [series] },
  });
}

/** A dashboard with the control of one actuator more on it. */
export function withControl(
  document: DashboardDocument,
  actuator: ActuatorInfo,
  heard: Heard,
): DashboardDocument {
  const name = deviceName(heard, actuator.connection, actuator.device);
  return withWidget(document, {
    ...controlFor(actuator),
    title: `${name}: ${asTitle(actuator.property).toLowerCase()}`,
  });
}
