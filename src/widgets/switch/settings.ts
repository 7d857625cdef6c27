import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { exampleControl, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  actuator: { title: 'Actuator', description: 'It takes true and false.' },
  ...guardWords,
});

export const settings: WidgetSettings = {
  type: 'switch',
  name: 'Switch',
  description: 'Turns something on and off, and shows what it reports.',
  example: (heard) => exampleControl(heard, 'boolean'),
};
