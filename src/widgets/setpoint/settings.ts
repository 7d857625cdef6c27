import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { actuatorOf, asTitle, firstActuator, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  actuator: { title: 'Actuator', description: 'It takes a number.' },
  min: { title: 'Least' },
  max: { title: 'Most' },
  step: { title: 'Step' },
  unit: { title: 'Unit' },
  ...guardWords,
});

export const settings: WidgetSettings = {
  type: 'setpoint',
  name: 'Setpoint',
  description: 'Sets a number, and shows the one that is reported.',
  example: (heard) => {
    const first =
      firstActuator(heard, 'number', (one) => one.property !== 'publish-interval') ??
      firstActuator(heard, 'number');
    if (first?.domain.type !== 'number') return null;
    const { type: _type, ...bounds } = first.domain;
    return { title: asTitle(first.property), options: { actuator: actuatorOf(first), ...bounds } };
  },
};
