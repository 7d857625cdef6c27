import { describe, expect, it } from 'vitest';
import { entriesOf, inPlace, matching, offered, quantitiesOf, withSilent } from './entries.ts';

const withDevices = (...names: readonly string[]) =>
  entriesOf({
    dashboards: [],
    devices: names.map((name) => ({ connection: 'site', device: name.toLowerCase(), name, facts: {} })),
    series: [],
    widgets: [],
    nameOf: () => 'Site',
  });
const titles = (found: ReturnType<typeof matching>) => found.map((one) => one.title);

const entries = withDevices('Pec č. 1');

describe('the palette', () => {
  it('finds by any words in any order, without marks and capitals', () => {
    expect(titles(matching(entries, 'site PEC c'))).toEqual(['Pec č. 1']);
    expect(matching(entries, 'nothing of the kind')).toEqual([]);
  });

  it('finds a quantity by the id of its device as by its name', () => {
    const found = entriesOf({
      dashboards: [],
      devices: [{ connection: 'site', device: 'i2c0-48', name: 'Workshop' }],
      series: [{ connection: 'site', device: 'i2c0-48', quantity: 'temperature' }],
      widgets: [],
      nameOf: () => 'Site',
    });
    for (const query of ['i2c0-48 temperature', 'workshop temp'])
      expect(titles(matching(found, query))).toEqual(['temperature']);
  });

  it('finds a device by its room and its kind, as the devices page does', () => {
    const found = entriesOf({
      dashboards: [],
      devices: [{ connection: 'site', device: 'hp-1', kind: 'heat pump', facts: { room: 'Cellar' } }],
      series: [],
      widgets: [],
      nameOf: () => 'Site',
    });
    for (const query of ['cellar', 'heat pump']) expect(titles(matching(found, query))).toEqual(['hp-1']);
  });

  it('takes for a quantity also what is told in words or only ordered, each once', () => {
    const hp = { connection: 'site', device: 'hp-1' };
    const level = { ...hp, quantity: 'level' };
    const told = ['mode', 'level', 'mode'].map((property) => ({ ...hp, property }));
    expect(quantitiesOf([level], told)).toEqual([level, { ...hp, quantity: 'mode' }]);
  });

  it('puts first what begins with what was typed', () => {
    expect(titles(matching(entries, 'd')).slice(0, 3)).toEqual(['Dashboards', 'Devices', expect.any(String)]);
  });

  it('offers places before anything is typed, each once and only where something is, then the actions', () => {
    const places = ['/devices/site/pec%20%C4%8D.%201', '/gone', '/alarms', '/devices/site/pec%20%C4%8D.%201'];
    const shown = titles(offered(entries, ' ', places));
    expect(shown.slice(0, 3)).toEqual(['Pec č. 1', 'Alarms', 'Overview']);
    expect(new Set(shown).size).toBe(shown.length);
    expect(titles(offered(entries, 'pec', places))).toEqual(['Pec č. 1']);
  });

  it('keeps what is shown in its place while devices announce themselves and go', () => {
    const shown = matching(withDevices('Oven 2', 'Oven 4'), 'oven');
    const more = inPlace(shown, matching(withDevices('Oven 1', 'Oven 2', 'Oven 3', 'Oven 4'), 'oven'));
    expect(titles(more)).toEqual(['Oven 2', 'Oven 4', 'Oven 1', 'Oven 3']);
    expect(titles(inPlace(more, matching(withDevices('Oven 1', 'Oven 4'), 'oven')))).toEqual([
      'Oven 4',
      'Oven 1',
    ]);
  });

  it('knows devices that were marked and have been silent since, where their connection is still there', () => {
    const places = [
      '/devices/site/a',
      '/devices/site/relay%2F1',
      '/devices/gone/b',
      '/devices/scan',
      '/alarms',
    ];
    const heard = [{ connection: 'site', device: 'a' }];
    const known = withSilent(heard, [...places, ...places], 'https://x.example/box/', (id) => id === 'site');
    expect(known).toEqual([...heard, { connection: 'site', device: 'relay/1' }]);
  });

  it('leads nowhere but to pages', () => {
    for (const { deed } of entries) expect(['go', 'help', 'favourite', 'print']).toContain(deed.kind);
  });
});
