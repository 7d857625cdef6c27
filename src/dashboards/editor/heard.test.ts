import { expect, it } from 'vitest';
import { heard } from '../../widgets/heard.fixture.ts';
import { withoutRecordings } from './heard.ts';

it('What a recording brings is offered to no dashboard: nobody finds it again once it is closed', () => {
  expect(withoutRecordings(heard)).toEqual(heard);
  const replay = { of: 'Bridge', from: 0, to: 1, at: 0, speed: 1, isOver: false, damaged: 0 };
  const connections = heard.connections.map((one) => (one.id === 'bridge' ? { ...one, replay } : one));
  const left = withoutRecordings({ ...heard, connections });
  const named = [
    ...left.connections.map(({ id }) => id),
    ...[...left.devices, ...left.series, ...left.actuators].map(({ connection }) => connection),
  ];
  expect(named).toContain('fleet');
  expect(named).not.toContain('bridge');
});
