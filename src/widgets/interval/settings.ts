import { t } from '../../ui/text.ts';
import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { deviceName, firstActuator, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

describeOptions(options, {
  connection: { title: 'Connection' },
  device: { title: 'Device' },
  property: { title: 'Property', description: 'It holds the interval, in seconds.' },
  max: { title: 'Longest', description: 'Seconds.' },
  ...guardWords,
});

export const settings: WidgetSettings = {
  type: 'interval',
  name: 'Interval',
  description: 'Sets how often a device publishes, and shows what it says it keeps.',
  example: (heard) => {
    const first = firstActuator(heard, 'number', (one) => one.property === 'publish-interval');
    if (!first) return null;
    const { connection, device } = first;
    return {
      title: t('{device}: interval', { device: deviceName(heard, connection, device) }),
      options: { connection, device },
    };
  },
};
