import { describeOptions } from '../option-words.ts';
import { asTitle, firstNumbers, seriesOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  series: { title: 'Reading' },
  decimals: { title: 'Decimals', description: 'Empty: as many as the readings show.' },
  sparkline: { title: 'Small line', description: 'The last minutes beside the number.' },
});

export const settings: WidgetSettings = {
  type: 'stat',
  name: 'Number',
  description: 'The newest reading of one series, large, with its unit and age.',
  example: (heard) => {
    const first = firstNumbers(heard);
    return first ? { title: asTitle(first.quantity), options: { series: seriesOf(first) } } : null;
  },
};
