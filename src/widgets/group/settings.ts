import { t } from '../../ui/text.ts';
import { guardWords } from '../actuator/guard-words.ts';
import { describeOptions } from '../option-words.ts';
import { actuatorOf, type WidgetSettings } from '../widget-settings.ts';
import { options } from './definition.ts';

/** Targets of the example. */
const SHOWN = 4;

describeOptions(options, {
  targets: {
    title: 'Targets',
    item: 'Target',
    add: 'Add a target',
    description: 'All are ordered at once; each has its own outcome.',
  },
  label: { title: 'On the button' },
  ...guardWords,
});
describeOptions(options.shape.targets._zod.def.element, {
  actuator: { title: 'Actuator' },
  value: { title: 'What is ordered', description: 'As JSON: false, 0, "off".' },
  label: { title: 'Name', description: 'Shown instead of the device’s.' },
  interlock: { title: 'Interlock', description: 'Its own, in the place of the group’s.' },
});

export const settings: WidgetSettings = {
  type: 'group',
  name: 'Group',
  description: 'Orders something of several targets at once, and shows what became of each.',
  example: ({ actuators }) => {
    const switches = actuators.filter((one) => one.domain.type === 'boolean').slice(0, SHOWN);
    if (switches.length === 0) return null;
    return {
      title: t('All off'),
      options: { targets: switches.map((one) => ({ actuator: actuatorOf(one) })) },
    };
  },
};
