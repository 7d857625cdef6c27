import { describe, expect, it } from 'vitest';
import { devicesThatFit, typedPlace, unheardPlace } from './typed.ts';

const BASE = 'https://plant.example.com/plant7/';
const CONNECTIONS = ['bridge', 'fleet'];
const PUMP_10 = { connection: 'bridge', device: 'pump10', name: 'Cellar pump' };
const RELAY = { connection: 'bridge', device: 'relay/i2c0-3b' };
const DIMMER = { connection: 'fleet', device: 'dimmer-1' };
const DEVICES = [PUMP_10, RELAY, DIMMER];

const opened = (typed: string, devices = DEVICES) => typedPlace(typed, devices, CONNECTIONS, BASE);

describe('what is typed of a label', () => {
  it('opens the device that it names as a whole, however it is written', () => {
    expect(opened('bridge/pump10')).toBe(PUMP_10);
    expect(opened(' Bridge/RELAY/i2c0-3b ')).toBe(RELAY);
    expect(opened('bridge/pump1', [...DEVICES, { connection: 'bridge', device: 'pump1' }])).toEqual({
      connection: 'bridge',
      device: 'pump1',
    });
    expect(opened(`${BASE}devices/fleet/dimmer-1`)).toEqual(DIMMER);
  });

  it('tells devices apart that differ in capitals only, and opens none where it may be any of them', () => {
    const big = { connection: 'bridge', device: 'P1' };
    const small = { connection: 'bridge', device: 'p1' };
    expect(opened('bridge/p1', [big, small])).toBe(small);
    expect(opened('bridge/P1', [small, big])).toBe(big);
    expect(opened('BRIDGE/p1', [big, small])).toBeNull();
    expect(opened('BRIDGE/p1', [big])).toBe(big);
  });

  it('opens the only device that it is a part of', () => {
    expect(opened('cellar')).toBe(PUMP_10);
    expect(opened('dimmer')).toBe(DIMMER);
    expect(opened('bridge')).toBeNull();
    expect(opened('compressor')).toBeNull();
    expect(opened('')).toBeNull();
  });

  it('opens no other device where it may be the whole label of one that has not been heard of, and offers both', () => {
    expect(opened('bridge/pump1')).toBeNull();
    expect(devicesThatFit('bridge/pump1', DEVICES)).toEqual([PUMP_10]);
    expect(unheardPlace('bridge/pump1', DEVICES, CONNECTIONS)).toEqual({
      connection: 'bridge',
      device: 'pump1',
    });
    expect(unheardPlace('bridge/pump10', DEVICES, CONNECTIONS)).toBeNull();
    expect(unheardPlace('pump1', DEVICES, CONNECTIONS)).toBeNull();
  });

  it('opens the page of a device that has not been heard of where none is like it', () => {
    expect(opened('Bridge/compressor')).toEqual({ connection: 'bridge', device: 'compressor' });
    expect(opened('elsewhere/compressor')).toBeNull();
  });
});
