export { ActuatorControl } from './actuator/ActuatorControl.tsx';
export { SeriesChart } from './SeriesChart.tsx';
export { TimeNavigation as PageTime } from './time/context.ts';
export { useLiveTime } from './time/live-time.ts';
export { usePageTime } from './time/page-time.ts';
export { TimeControl } from './time/TimeControl.tsx';
export { WidgetTile } from './WidgetTile.tsx';
