import type { ActuatorInfo, SeriesInfo } from '../model/catalogue.ts';
import { snapshot } from '../model/connection.fixture.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import type { Heard } from './widget-settings.ts';

function connection(id: string, name: string): ConnectionSnapshot {
  return snapshot({ id, name, capabilities: { commands: true, raw: { property: 'set' } } });
}

/** A series of numbers. */
export function numbers(connection: string, device: string, quantity: string, unit: string): SeriesInfo {
  return {
    connection,
    device,
    quantity,
    unit,
    kind: 'number',
    staleAfterMs: 10_000,
    decimals: 1,
    history: [],
  };
}

function actuator(device: string, property: string, domain: ActuatorInfo['domain']): ActuatorInfo {
  return { connection: 'bridge', device, property, domain, reports: true };
}

/** Nothing at all. */
export const nothingHeard: Heard = { connections: [], devices: [], series: [], actuators: [] };

/** A small plant: a bridge with sensors and controls, and a fleet of two meters. */
export const heard: Heard = {
  connections: [connection('bridge', 'Bridge'), connection('fleet', 'Fleet')],
  devices: [
    { connection: 'bridge', device: 'relay/1', name: 'Heater' },
    { connection: 'bridge', device: 'thermometer/1' },
    { connection: 'fleet', device: 'meter-1' },
    { connection: 'fleet', device: 'meter-2' },
  ],
  series: [
    { ...numbers('bridge', 'relay/1', 'state', ''), kind: 'state', staleAfterMs: Number.POSITIVE_INFINITY },
    numbers('bridge', 'thermometer/1', 'temperature', '°C'),
    numbers('bridge', 'hygrometer/1', 'relative-humidity', '%'),
    numbers('fleet', 'meter-1', 'power', 'W'),
    numbers('fleet', 'meter-2', 'power', 'W'),
  ],
  actuators: [
    actuator('relay/1', 'state', { type: 'boolean' }),
    actuator('led/1', 'state', { type: 'choice', options: ['off', 'on'] }),
    actuator('thermometer/1', 'publish-interval', { type: 'number', min: 0, unit: 's' }),
    actuator('dimmer/1', 'level', { type: 'number', min: 0, max: 100, step: 1, unit: '%' }),
  ],
};
