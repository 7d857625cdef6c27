import { type ComponentProps, createElement, lazy, Suspense } from 'react';

export type { WidgetEntry } from './WidgetTile.tsx';
export { WidgetTile } from './WidgetTile.tsx';
export {
  ChartWindow,
  type WindowPreset,
  windowOption,
  windowPresetOf,
  windowPresets,
} from './window.ts';

const LazyChart = lazy(() =>
  import('./timeseries/SeriesChart.tsx').then(({ SeriesChart }) => ({ default: SeriesChart })),
);
const LazyControl = lazy(() =>
  import('./actuator/ActuatorControl.tsx').then(({ ActuatorControl }) => ({ default: ActuatorControl })),
);

/** A live chart in a tile of its own; its code is fetched with the first one shown. */
export function SeriesChart(props: ComponentProps<typeof LazyChart>) {
  return createElement(Suspense, { fallback: null }, createElement(LazyChart, props));
}

/** The control that fits an actuator, in a tile of its own; its code is fetched with the first one shown. */
export function ActuatorControl(props: ComponentProps<typeof LazyControl>) {
  return createElement(Suspense, { fallback: null }, createElement(LazyControl, props));
}
