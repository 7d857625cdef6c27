import { expect, it } from 'vitest';
import { heard, nothingHeard, numbers } from '../../../widgets/heard.fixture.ts';
import { suggestionsFor, targetNamed, targetsOf } from './names.ts';

it('Of thousands of devices each is looked at once, however many series they have', () => {
  let looks = 0;
  const devices = Array.from({ length: 5_000 }, (_, index) => ({
    connection: 'fleet',
    device: `meter-${index}`,
    get name() {
      looks += 1;
      return `Meter ${index}`;
    },
  }));
  const series = devices.flatMap(({ device }) => [
    numbers('fleet', device, 'power', 'W'),
    numbers('fleet', device, 'energy', 'Wh'),
  ]);
  const many = { ...nothingHeard, devices, series };
  const targets = targetsOf('series', many);
  expect(targets).toHaveLength(10_000);
  expect(targets.find(({ names }) => names.device === 'meter-4999')?.label).toMatch(/^Meter 4999 · /);
  suggestionsFor('device', {}, many, []);
  for (const { names } of targets.slice(0, 8)) targetNamed('series', many, names);
  expect(looks).toBe(5_000);
});

it('The names of a series or an actuator mean the very one of those that can be taken', () => {
  for (const kind of ['series', 'actuator'] as const) {
    for (const target of targetsOf(kind, heard)) {
      expect(targetNamed(kind, heard, target.names)).toEqual(target);
      expect(targetNamed(kind, heard, { ...target.names, device: 'another' })).toBeUndefined();
    }
    expect(targetNamed(kind, heard, {})).toBeUndefined();
  }
});
