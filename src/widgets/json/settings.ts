import { t } from '../../ui/text.ts';
import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import type { WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  connection: { title: 'Connection' },
  device: { title: 'Device', description: 'Empty: the person names it, where the back end takes any.' },
  property: { title: 'Property', description: 'Empty: what the back end fixes, or the person names it.' },
  payload: { title: 'Payload', description: 'What the field holds at first, as JSON.' },
  ...guardWords,
});

export const settings: WidgetSettings = {
  type: 'json',
  name: 'JSON order',
  description: 'Sends any JSON payload, and shows before what would leave.',
  example: ({ connections }) => {
    const first = connections.find((one) => one.capabilities.commands && one.capabilities.raw);
    return first ? { title: t('JSON order'), options: { connection: first.id } } : null;
  },
};
