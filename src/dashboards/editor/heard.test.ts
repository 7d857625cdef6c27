import { expect, it } from 'vitest';
import { snapshot } from '../../model/connection.fixture.ts';
import { heard } from '../../widgets/heard.fixture.ts';
import { steady, withoutRecordings } from './heard.ts';

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

it('What is counted of a connection makes no other list of what is heard of', () => {
  const last = [snapshot({ id: 'bridge', readingsPerSecond: 4 })];
  expect(steady(last, [snapshot({ id: 'bridge', readingsPerSecond: 5, frames: 9 })])).toBe(last);
  const others = [
    [snapshot({ id: 'fleet' })],
    [snapshot({ id: 'bridge', name: 'Another' })],
    [snapshot({ id: 'bridge', capabilities: { commands: true, raw: {} } })],
    [snapshot({ id: 'bridge' }), snapshot({ id: 'fleet' })],
  ];
  for (const next of others) expect(steady(last, next)).toBe(next);
});
