import { describeOptions } from '../option-words.ts';
import type { WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  connections: { title: 'Only of these connections', item: 'Connection', description: 'None: of all.' },
  level: { title: 'Nothing milder than' },
});

export const settings: WidgetSettings = {
  type: 'log',
  example: () => ({ title: 'Events', options: {} }),
};
