import { describe, expect, it } from 'vitest';
import { findLabels, labelled } from './labelled.ts';

const BASE = 'https://plant.example.com/plant7/';
const CONNECTIONS = [{ id: 'bridge', name: 'The bridge' }];
const named = (...devices: readonly string[]) => devices.map((device) => ({ connection: 'bridge', device }));
const found = (sought: string, ...devices: readonly string[]) =>
  findLabels(named(...devices), CONNECTIONS, CONNECTIONS, sought, BASE);
const codes = (sought: string, ...devices: readonly string[]) =>
  found(sought, ...devices).labels.map(({ device }) => device);

describe('labels that are sought', () => {
  it('are that of one device alone where its code is what is sought, and not its neighbours’, too', () => {
    expect(codes('bridge/pump-1', 'pump-1', 'pump-10', 'pump-11')).toEqual(['pump-1']);
    expect(codes('bridge/pump-', 'pump-1', 'pump-10', 'relay')).toEqual(['pump-1', 'pump-10']);
    expect(codes('PUMP-1', 'pump-1', 'pump-10', 'relay')).toEqual(['pump-1', 'pump-10']);
    expect(codes('', 'pump-1', 'relay')).toEqual(['pump-1', 'relay']);
    expect(codes('the bridge', 'pump-1')).toEqual(['pump-1']);
  });

  it('leave out the devices that no address can say, and count them', () => {
    const { labels, unsayable } = found('', 'pump-1', '.', '..', 'x'.repeat(2_000), 'half \ud83d');
    expect(labels.map(({ device }) => device)).toEqual(['pump-1']);
    expect(unsayable).toBe(4);
    expect(found('pump', 'pump-1', '.').unsayable).toBe(0);
  });
});

it('A device of a recording has no label: it is nowhere but in the tab that plays it', () => {
  const recording = { id: 'recording', name: 'Yesterday', replay: {} };
  const devices = [...named('pump-1'), { connection: 'recording', device: 'pump-1' }];
  expect(labelled(devices, [...CONNECTIONS, recording])).toEqual(named('pump-1'));
});

it('A label of a connection that only this browser has says so', () => {
  const own = { id: 'mine', name: 'Mine' };
  const devices = [...named('pump-1'), { connection: 'mine', device: 'pump-1' }];
  const { labels } = findLabels(devices, [...CONNECTIONS, own], CONNECTIONS, '', BASE);
  expect(labels.map(({ isOnlyHere }) => isOnlyHere)).toEqual([false, true]);
});
