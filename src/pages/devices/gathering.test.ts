import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceInfo, ReportedState, SeriesInfo } from '../../model/catalogue.ts';
import { deviceKey, seriesKey } from '../../model/identity.ts';
import { inPlace, seriesByDevice, wordsByDevice } from './gathering.ts';

function series(device: string, quantity: string): SeriesInfo {
  return {
    connection: 'hub',
    device,
    quantity,
    unit: '',
    kind: 'number',
    staleAfterMs: 1000,
    decimals: 1,
    history: [],
  };
}

const device = (name: string): DeviceInfo => ({ connection: 'hub', device: name });

describe('series by device', () => {
  it('are in the order of their quantities', () => {
    const grouped = seriesByDevice([series('a', 'y'), series('b', 'x'), series('a', 'x')], new Map());
    expect(grouped.get(deviceKey('hub', 'a'))?.map(({ quantity }) => quantity)).toEqual(['x', 'y']);
    expect(grouped.get(deviceKey('hub', 'b'))?.map(({ quantity }) => quantity)).toEqual(['x']);
  });

  it('stay the same list where nothing has changed, so that nothing is drawn for it', () => {
    const [ofA, ofB] = [series('a', 'x'), series('b', 'x')];
    const first = seriesByDevice([ofA, ofB], new Map());
    const second = seriesByDevice([ofA, ofB, series('b', 'y')], first);
    expect(second.get(deviceKey('hub', 'a'))).toBe(first.get(deviceKey('hub', 'a')));
    expect(second.get(deviceKey('hub', 'b'))).toHaveLength(2);
    const third = seriesByDevice([{ ...ofA, decimals: 2 }, ofB], second);
    expect(third.get(deviceKey('hub', 'a'))).not.toBe(first.get(deviceKey('hub', 'a')));
  });
});

describe('words by device', () => {
  const said = (device: string, property: string, value: ReportedState['value']): ReportedState => ({
    connection: 'hub',
    device,
    property,
    value,
    at: 0,
    stale: false,
  });

  it('are the texts and the unknown that no series has, in the order of their properties', () => {
    const relay = series('relay', 'state');
    const words = wordsByDevice(
      [
        said('led', 'state', 'on'),
        said('led', 'mode', null),
        said('led', 'level', 5),
        said('led', 'lit', true),
        said('relay', 'state', null),
      ],
      new Map([[seriesKey(relay), relay]]),
      new Map(),
    );
    expect(words.get(deviceKey('hub', 'led'))?.map(({ property }) => property)).toEqual(['mode', 'state']);
    expect(words.get(deviceKey('hub', 'relay'))).toBeUndefined();
  });

  it('stay the same list where nothing has changed', () => {
    const [ofA, ofB] = [said('a', 'x', 'on'), said('b', 'x', 'on')];
    const first = wordsByDevice([ofA, ofB], new Map(), new Map());
    const second = wordsByDevice([ofA, { ...ofB, value: 'off' }], new Map(), first);
    expect(second.get(deviceKey('hub', 'a'))).toBe(first.get(deviceKey('hub', 'a')));
    expect(second.get(deviceKey('hub', 'b'))).not.toBe(first.get(deviceKey('hub', 'b')));
  });
});

describe('the places of devices in their list', () => {
  it('never change by what is heard of later', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(names, { maxLength: 6 }), (times) => {
        const places = new Map<string, number>();
        let before: readonly string[] = [];
        const known = new Set<string>();
        for (const heard of times) {
          for (const name of heard) known.add(name);
          const listed = inPlace([...known].sort().map(device), places).map((one) => one.device);
          expect(listed.slice(0, before.length)).toEqual(before);
          expect(new Set(listed)).toEqual(known);
          before = listed;
        }
      }),
    );
  });
});
