import { expect, it } from 'vitest';
import { checkAlarmRules, connectionsIn } from '../src/config/alarms.ts';
import { checkConfig } from '../src/config/config.ts';
import { checkKiosk } from '../src/config/kiosk.ts';
import { storedConfig } from '../src/model/stored-config.ts';
import { demoConfig, jsonConnection } from './config.ts';

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

it('takes the JSON service beside the others', () => {
  const config = demoConfig(6200);
  const { problems } = checkConfig(
    { ...config, connections: [...config.connections, jsonConnection(6200)] },
    'http://localhost:6200/',
  );
  expect(problems).toEqual([]);
  expect(JSON.stringify(jsonConnection(6200)).match(/localhost:\d+/g)).toEqual([
    'localhost:6207',
    'localhost:6207',
  ]);
});

it('holds nothing secret, so that a browser keeps the whole of it and opens every link by its copy', () => {
  const text = JSON.stringify(demoConfig(6200));
  expect(storedConfig(text)?.leftOut).toEqual([]);
  expect(checkConfig(JSON.parse(storedConfig(text)?.text ?? ''), 'http://localhost:6200/')).toEqual(
    checkConfig(JSON.parse(text), 'http://localhost:6200/'),
  );
});

it('points every address at the base port’s own range', () => {
  const ports = [...JSON.stringify(demoConfig(6200)).matchAll(/localhost:(\d+)/g)].map(([, port]) =>
    Number(port),
  );
  expect(new Set(ports)).toEqual(new Set([6201, 6202, 6203, 6204, 6205, 6206]));
});
