export { ActuatorControl } from './actuator/ActuatorControl.tsx';
export { SeriesChart } from './SeriesChart.tsx';
export { WidgetTile } from './WidgetTile.tsx';
export { ChartWindow, type WindowPreset, windowPresetOf, windowPresets } from './window.ts';
