import { describeOptions } from '../option-words.ts';
import { actuatorOf, asTitle, firstNumbers, seriesOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  series: { title: 'Reading', description: 'In percent, 0 to 100.' },
  message: { title: 'Message', description: 'A reported property that says in words what is being done.' },
});

export const settings: WidgetSettings = {
  type: 'progress',
  name: 'Progress',
  description: 'How far a job is, in percent, with its message.',
  example: (heard) => {
    const first =
      firstNumbers(heard, (one) => /progress|percent/i.test(one.quantity)) ??
      firstNumbers(heard, (one) => one.unit === '%');
    if (!first) return null;
    const { connection, device } = first;
    const said = heard.actuators.find(
      (one) => one.connection === connection && one.device === device && one.property === 'message',
    );
    return {
      title: asTitle(first.quantity),
      options: { series: seriesOf(first), ...(said && { message: actuatorOf(said) }) },
    };
  },
};
