import { describeOptions } from '../option-words.ts';
import { asTitle, firstNumbers, seriesOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

/** Bars of the example. */
const SHOWN = 4;

describeOptions(options, {
  series: {
    title: 'Readings',
    item: 'Bar',
    add: 'Add a bar',
    description: 'Best of one unit: they share the scale.',
  },
  min: { title: 'Scale from', description: 'Empty: zero.' },
  max: { title: 'Scale to', description: 'Empty: what the readings need.' },
});

export const settings: WidgetSettings = {
  type: 'bar',
  name: 'Comparison',
  description: 'The newest readings of several series side by side.',
  example: (heard) => {
    const numbers = heard.series.filter((one) => one.kind === 'number');
    const alike = (one: { quantity: string; unit: string }) =>
      numbers.filter((other) => other.quantity === one.quantity && other.unit === one.unit);
    const first = numbers.find((one) => alike(one).length > 1) ?? firstNumbers(heard);
    if (!first) return null;
    return {
      title: asTitle(first.quantity),
      options: { series: alike(first).slice(0, SHOWN).map(seriesOf) },
    };
  },
};
