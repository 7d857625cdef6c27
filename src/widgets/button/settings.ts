import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { exampleControl, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  actuator: { title: 'Actuator' },
  value: { title: 'What a press orders', description: 'As JSON: true, 21.5, "red".' },
  pulse: { title: 'Pulse', description: 'A second order follows the first.' },
  label: { title: 'On the button' },
  ...guardWords,
});
describeOptions(options.shape.pulse._zod.def.innerType, {
  ms: { title: 'After', description: 'Milliseconds from the first order to the second.' },
  release: { title: 'What the second orders', description: 'As JSON.' },
});

export const settings: WidgetSettings = {
  type: 'button',
  name: 'Push button',
  description: 'Gives one order, or a pulse: an order and, a moment later, its opposite.',
  example: (heard) => exampleControl(heard, 'boolean'),
};
