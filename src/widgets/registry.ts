import { bar } from './bar/definition.ts';
import { button } from './button/definition.ts';
import { choice } from './choice/definition.ts';
import type { Widget } from './definition.ts';
import { gauge } from './gauge/definition.ts';
import { group } from './group/definition.ts';
import { interval } from './interval/definition.ts';
import { json } from './json/definition.ts';
import { log } from './log/definition.ts';
import { progress } from './progress/definition.ts';
import { setpoint } from './setpoint/definition.ts';
import { stat } from './stat/definition.ts';
import { switchWidget } from './switch/definition.ts';
import { timeseries } from './timeseries/definition.ts';

/** Every kind of widget there is. A new one is a folder and a line here. */
export const widgets: readonly Widget[] = [
  timeseries,
  stat,
  gauge,
  bar,
  progress,
  switchWidget,
  choice,
  setpoint,
  button,
  interval,
  group,
  json,
  log,
];

/** The kind of widget with a type's name. */
export function findWidget(type: string): Widget | undefined {
  return widgets.find((widget) => widget.type === type);
}
