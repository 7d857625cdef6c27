import { t } from '../../ui/text.ts';
import { describeOptions } from '../option-words.ts';
import type { WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  connections: {
    title: 'Only of these connections',
    item: 'Connection',
    add: 'Add a connection',
    description: 'None: of all.',
  },
  level: { title: 'Nothing milder than' },
});

export const settings: WidgetSettings = {
  type: 'log',
  name: 'Events',
  description: 'What connections and devices have to say, newest first.',
  example: () => ({ title: t('Events'), options: {} }),
};
