import { expect, it } from 'vitest';
import { checkAlarmRules, connectionsIn } from '../src/config/alarms.ts';
import { checkConfig } from '../src/config/config.ts';
import { checkKiosk } from '../src/config/kiosk.ts';
import { demoConfig } from './config.ts';

it('is a configuration the page takes without a word', () => {
  const { config, problems } = checkConfig(demoConfig(6200), 'http://localhost:6200/');
  expect(problems).toEqual([]);
  expect(checkAlarmRules(config?.alarms ?? [], connectionsIn(demoConfig(6200))).problems).toEqual([]);
  expect(checkKiosk(config?.kiosk, 'http://localhost:6200/').problems).toEqual([]);
  expect(config?.engine.connections.map((connection) => connection.id)).toEqual([
    'bridge',
    'fleet',
    'cells',
    'jobs',
    'edge',
  ]);
});

it('points every address at the base port’s own range', () => {
  const ports = [...JSON.stringify(demoConfig(6200)).matchAll(/localhost:(\d+)/g)].map(([, port]) =>
    Number(port),
  );
  expect(new Set(ports)).toEqual(new Set([6201, 6202, 6203, 6204, 6205, 6206]));
});
