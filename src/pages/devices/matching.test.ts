import { expect, it } from 'vitest';
import { matches } from './matching.ts';

const DEVICE = {
  connection: 'cells',
  device: 'C5C80001',
  name: 'Ripening room 2',
  kind: 'gateway',
  facts: { firmware: 'v1.2', room: 'Cellar North' },
};

const found = (wanted: string) =>
  matches(DEVICE, 'Climate cells', [{ quantity: 'temperature' }], [{ property: 'door' }], wanted);

it('A device is found by all that its card shows, and by where it is', () => {
  for (const wanted of [
    '',
    'cells',
    'c5c80001',
    'ripening room',
    'climate cells',
    'gateway',
    'cellar north',
    'v1.2',
    'temper',
    'door',
  ]) {
    expect(found(wanted), wanted).toBe(true);
  }
  for (const wanted of ['pump', 'firmware', 'room: ']) expect(found(wanted), wanted).toBe(false);
});
