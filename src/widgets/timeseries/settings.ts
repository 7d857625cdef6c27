import { describeOptions } from '../option-words.ts';
import { asTitle, deviceName, firstNumbers, seriesOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';
import { bandOption, lineOption } from './limit-option.ts';

describeOptions(options, {
  series: {
    title: 'Series',
    item: 'Line',
    add: 'Add a line',
    description: 'Lines of one unit share an axis.',
  },
  window: { title: 'Time window', description: 'Of its own; otherwise the dashboard’s.' },
  limits: {
    title: 'Limits',
    item: 'Limit',
    add: 'Add a limit',
    description: 'Lines and bands that tell good values from bad ones.',
  },
  alarmLimits: {
    title: 'Alarm limits',
    description: 'Draws the limits that alarm rules set for the series.',
  },
});

const common = {
  label: { title: 'Name' },
  priority: { title: 'Priority', description: 'Gives it the alarm’s colour; otherwise it is quiet.' },
  unit: { title: 'Unit', description: 'Of the axis it belongs to; otherwise the first.' },
} as const;
describeOptions(lineOption, { at: { title: 'Line at' }, ...common });
describeOptions(bandOption, { from: { title: 'Band from' }, to: { title: 'Band to' }, ...common });

export const settings: WidgetSettings = {
  type: 'timeseries',
  name: 'Chart',
  description: 'Readings of one or more series over time, live.',
  example: (heard) => {
    const first = firstNumbers(heard);
    if (!first) return null;
    const title = `${deviceName(heard, first.connection, first.device)}: ${asTitle(first.quantity).toLowerCase()}`;
    return { title, options: { series: [seriesOf(first)] } };
  },
};
