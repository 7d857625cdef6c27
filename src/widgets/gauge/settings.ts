import { describeOptions } from '../option-words.ts';
import { asTitle, firstNumbers, seriesOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  series: { title: 'Reading' },
  min: { title: 'Scale from' },
  max: { title: 'Scale to' },
  decimals: { title: 'Decimals', description: 'Empty: as many as the readings show.' },
});

export const settings: WidgetSettings = {
  type: 'gauge',
  name: 'Gauge',
  description: 'The newest reading of one series on an arc between two limits.',
  example: (heard) => {
    // A percentage fills the scale that a gauge has by itself.
    const first = firstNumbers(heard, (one) => one.unit === '%') ?? firstNumbers(heard);
    return first ? { title: asTitle(first.quantity), options: { series: seriesOf(first) } } : null;
  },
};
