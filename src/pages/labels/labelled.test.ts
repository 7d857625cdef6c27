import { describe, expect, it } from 'vitest';
import { findLabels } from './labelled.ts';

const BASE = 'https://plant.example.com/plant7/';
const NAMES = new Map([['bridge', 'The bridge']]);
const named = (...devices: readonly string[]) => devices.map((device) => ({ connection: 'bridge', device }));
const found = (sought: string, ...devices: readonly string[]) =>
  findLabels(named(...devices), NAMES, sought, BASE);
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
