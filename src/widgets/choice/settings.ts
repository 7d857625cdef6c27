import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { exampleControl, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  actuator: { title: 'Actuator', description: 'It takes one of several words.' },
  choices: {
    title: 'Choices',
    item: 'Choice',
    add: 'Add a choice',
    description: 'Otherwise what the back end says that the actuator takes.',
  },
  ...guardWords,
});

export const settings: WidgetSettings = {
  type: 'choice',
  name: 'Choice',
  description: 'Sets one of several states, and shows the one that is reported.',
  example: (heard) => exampleControl(heard, 'choice'),
};
