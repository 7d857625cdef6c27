import { describeOptions } from '../option-words.ts';
import { interlockOption } from './guard-options.ts';

describeOptions(interlockOption, {
  connection: { title: 'Connection' },
  device: { title: 'Device' },
  quantity: { title: 'Quantity' },
  below: { title: 'Only while below' },
  above: { title: 'Only while above' },
});

/** Words for `guardOptions`. */
export const guardWords = {
  confirm: {
    title: 'Ask before',
    description: 'A question that has to be answered before the order leaves. Empty: nothing is asked.',
  },
  hold: { title: 'Has to be held', description: 'For one second, so that it is not worked by accident.' },
  interlock: {
    title: 'Interlock',
    description: 'The control works only while the newest reading is within limits, and not stale.',
  },
  role: { title: 'Least role', description: 'Where it is to be higher than the connection’s.' },
} as const;
