import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SeriesInfo } from '../../model/catalogue.ts';
import { seriesKey } from '../../model/identity.ts';
import { setLocale } from '../../ui/locale.ts';
import { fillEntry } from './fill.ts';
import { type Catalogue, optionsOf } from './options.ts';
import type { Variable } from './schema.ts';
import { isKeptOut, secretVariables } from './secret.ts';
import { shownQuery } from './shown.ts';
import { filled, stillHeld, valuesOf, valuesToHold, withValue } from './values.ts';

const site: Variable = { name: 'site', kind: 'connection' };
const device: Variable = { name: 'device', kind: 'device', connection: '$site', quantity: 'temperature' };
const room: Variable = { name: 'room', kind: 'room', default: 'Office', options: ['Office', 'Lab'] };
const variables = [site, device, room];

const query = (text: string) => new URLSearchParams(text);

describe('the values of variables', () => {
  it('are what the address says, else their defaults, else none', () => {
    const values = valuesOf(variables, query('var-device=boiler-7&device=other'));
    expect([...values]).toEqual([
      ['device', 'boiler-7'],
      ['room', 'Office'],
    ]);
  });

  it('are not taken from an address that is out of all bounds', () => {
    expect(valuesOf(variables, query(`var-room=${'x'.repeat(201)}`)).get('room')).toBe('Office');
  });

  it('take those with them that depend on them, and leave the rest of the address alone', () => {
    const before = query('window=5m&var-site=fleet&var-device=boiler-7&var-room=Lab');
    expect(String(withValue(before, variables, 'site', 'edge'))).toBe('window=5m&var-site=edge&var-room=Lab');
    expect(String(withValue(before, variables, 'device', ''))).toBe('window=5m&var-site=fleet&var-room=Lab');
  });
});

describe('a variable that holds a secret', () => {
  const password: Variable = { name: 'password', kind: 'text' };
  const secrets = secretVariables([password, site], []);

  it('is one by its name, its label, or a secret’s place that refers to it', () => {
    const code: Variable = { name: 'code', kind: 'text' };
    const named: Variable = { name: 'a', kind: 'text', label: 'Wi-Fi password' };
    const payload = [{ wifiPassword: 'x$code' }, { name: 'token', value: '$hall' }, { token: '$site' }];
    const all = [password, code, named, site, { name: 'hall', kind: 'room' } as const];
    expect([...secretVariables(all, payload)]).toEqual(['password', 'code', 'a', 'hall']);
    expect([...secretVariables(all, [{ password: '$$code', state: '$code' }])]).toEqual(['password', 'a']);
  });

  it('is never written into the address', () => {
    const before = query('window=5m&var-password=old');
    expect(String(withValue(before, [password, site], 'password', 'hush', secrets))).toBe('window=5m');
    expect(String(withValue(before, [password, site], 'site', 'edge', secrets))).toBe(
      'window=5m&var-password=old&var-site=edge',
    );
  });

  it('has what was chosen on the page rather than what an address says', () => {
    const held = new Map([['password', 'hush']]);
    expect(valuesOf([password], query('var-password=old'), held).get('password')).toBe('hush');
    expect(valuesOf([password], query('var-password=old')).get('password')).toBe('old');
  });

  it('is also one that is called otherwise, while what is chosen for it looks like one', () => {
    const note: Variable = { name: 'note', kind: 'text' };
    const all = [note, site, password, room];
    const token = 'Bearer abcdefghijklmnop12345';
    expect(isKeptOut(note, token, secrets)).toBe(true);
    expect(isKeptOut(room, token, secrets)).toBe(true);
    expect(isKeptOut(site, token, secrets)).toBe(false);
    expect(isKeptOut(note, 'Basic heating', secrets)).toBe(false);
    expect(isKeptOut(password, 'x', secrets)).toBe(true);
    const arrived = new URLSearchParams({ 'var-note': token, 'var-site': token, 'var-password': 'hush' });
    const toHold = valuesToHold(arrived, all, (one, value) => isKeptOut(one, value, secrets));
    expect([...toHold]).toEqual([
      ['note', token],
      ['password', 'hush'],
    ]);
  });

  it('is held until an address names another, as one that is gone back to does', () => {
    const held = new Map([['note', 'hush']]);
    expect(stillHeld(held, query('var-site=edge'), new Map())).toBe(held);
    expect([...stillHeld(held, query('var-note=late'), new Map())]).toEqual([]);
    expect([...stillHeld(held, query('var-note=other'), new Map([['note', 'other']]))]).toEqual([
      ['note', 'other'],
    ]);
  });

  it('has its default again once what was chosen is emptied', () => {
    const known: Variable = { ...password, default: 'usual' };
    expect(valuesOf([known], query(''), new Map([['password', '']])).get('password')).toBe('usual');
  });
});

describe('the query that goes along to a copy', () => {
  const spec = (...of: Variable[]) => ({ variables: of, widgets: {} });

  it('is what was chosen and the part of time, and nothing of how the page shows it', () => {
    const search = '?window=5m&until=2026-03-01T12:00:00.000Z&kiosk=&var-device=a%26b&var-other=1&view=log';
    expect(shownQuery(search, spec(device, room))).toBe(
      '?window=5m&until=2026-03-01T12%3A00%3A00.000Z&var-device=a%26b',
    );
    expect(shownQuery('?kiosk', spec(device))).toBe('');
    expect(shownQuery(`?window=${'5'.repeat(300)}`, spec())).toBe('');
  });

  it('has no secret in it, also where somebody wrote one into the address', () => {
    const note: Variable = { name: 'note', kind: 'text' };
    const search = '?var-password=hush&var-note=password%3Dhush123&var-site=edge';
    expect(shownQuery(search, spec({ name: 'password', kind: 'text' }, note, site))).toBe('?var-site=edge');
  });
});

describe('references', () => {
  const values = new Map([
    ['device', 'boiler-7'],
    ['odd', '$device'],
  ]);
  const braced = ['$', '{device}'].join('');
  const fill = (text: string) => filled(text, (name) => values.get(name));

  it('are replaced wherever they stand in a text', () => {
    expect(fill('$device')).toBe('boiler-7');
    expect(fill('site/$device/temperature')).toBe('site/boiler-7/temperature');
    expect(fill(`${braced}1 $device-1`)).toBe('boiler-71 boiler-7-1');
  });

  it('are left alone where nothing is called so, or a second dollar says so', () => {
    for (const text of ['$5', '$', '$$', 'a$', '$devices', '$nobody', '$$nobody']) {
      expect(fill(text)).toBe(text);
    }
    expect(fill(`$$device and $${braced}`)).toBe(`$device and ${braced}`);
  });

  it('inside of a value are none', () => expect(fill('$odd')).toBe('$device'));

  it('leave a text as it is where nothing is called so, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => filled(text, () => undefined) === text));
  });
});

describe('a widget’s options', () => {
  const entry = {
    type: 'timeseries',
    title: '$room: $device',
    options: { series: [{ connection: '$site', device: '$device', quantity: 'temperature' }], limits: [1] },
  };

  it('get the values, deep inside, and the document keeps the references', () => {
    const before = structuredClone(entry);
    const values = valuesOf(variables, query('var-site=fleet&var-device=b'));
    const { entry: next, missing } = fillEntry(entry, variables, values);
    expect(next).toEqual({
      type: 'timeseries',
      title: 'Office: b',
      options: { series: [{ connection: 'fleet', device: 'b', quantity: 'temperature' }], limits: [1] },
    });
    expect(missing).toEqual([]);
    expect(entry).toEqual(before);
  });

  it('say what is missing before everything is chosen', () => {
    const { entry: next, missing } = fillEntry(entry, variables, valuesOf(variables, query('')));
    expect(missing).toEqual([device, site]);
    expect(next.title).toBe('Office: …');
  });

  it('of other values are another widget’s, of the same values the same', () => {
    const keyOf = (text: string) => fillEntry(entry, variables, valuesOf(variables, query(text))).key;
    expect(keyOf('var-device=a')).not.toBe(keyOf('var-device=b'));
    expect(keyOf('var-device=a&window=5m')).toBe(keyOf('var-device=a'));
  });

  it('without references are the very same', () => {
    const plain = { type: 'log', title: 'Events for $5', options: {} };
    expect(fillEntry(plain, variables, new Map()).entry).toBe(plain);
  });
});

describe('what can be chosen', () => {
  const temperature: SeriesInfo = {
    connection: 'fleet',
    device: 'b10',
    quantity: 'temperature',
    unit: '℃',
    kind: 'number',
    staleAfterMs: 1,
    decimals: 1,
    history: [],
  };
  const catalogue: Catalogue = {
    connections: [],
    devices: [
      { connection: 'fleet', device: 'b10', name: 'Boiler 10', facts: { room: 'Cellar' } },
      { connection: 'fleet', device: 'b9', name: 'Boiler 9' },
      { connection: 'fleet', device: 'meter' },
      { connection: 'edge', device: 'b9' },
    ],
    series: new Map(
      [temperature, { ...temperature, device: 'b9' }].map((one) => [seriesKey(one), one] as const),
    ),
  };
  const labels = (variable: Variable, values: readonly (readonly [string, string])[] = []) =>
    optionsOf(variable, catalogue, new Map(values)).map((one) => one.label);

  it('for a device are those that fit, as people number them', () => {
    expect(labels(device, [['site', 'fleet']])).toEqual(['Boiler 9', 'Boiler 10']);
    expect(labels(device)).toEqual([]);
    expect(labels({ name: 'device', kind: 'device' })).toEqual(['b9', 'Boiler 10', 'meter']);
    expect(labels({ name: 'device', kind: 'device', room: 'Cellar' })).toEqual(['Boiler 10']);
    const inRoom: Variable = { name: 'device', kind: 'device', connection: 'fleet', room: '$room' };
    expect(labels(inRoom, [['room', 'Cellar']])).toEqual(['Boiler 10']);
    expect(labels(inRoom, [['room', 'Lab']])).toEqual([]);
    expect(labels(inRoom)).toEqual(['Boiler 9', 'Boiler 10', 'meter']);
  });

  it('for a device are in the order of the page’s language', () => {
    setLocale({ language: 'cs' });
    const devices = ['Zóna', 'Chladič 10', 'Čidlo', 'Chladič 9', 'Hala', 'Cívka'].map((name) => {
      return { connection: 'fleet', device: name, name };
    });
    const named: Variable = { name: 'device', kind: 'device' };
    const order = () => optionsOf(named, { ...catalogue, devices }, new Map()).map((one) => one.label);
    expect(order()).toEqual(['Cívka', 'Čidlo', 'Hala', 'Chladič 9', 'Chladič 10', 'Zóna']);
    setLocale({ language: 'en' });
    expect(order()).toEqual(['Chladič 9', 'Chladič 10', 'Čidlo', 'Cívka', 'Hala', 'Zóna']);
    setLocale({});
  });

  it('for a device are put in order once, however often something else is heard of', () => {
    let compared = 0;
    const compare = (a: string, b: string) => {
      compared += 1;
      return a < b ? -1 : 1;
    };
    const collator = vi.spyOn(Intl, 'Collator').mockImplementation(function make() {
      return { compare, resolvedOptions: () => new Intl.Collator().resolvedOptions() };
    });
    setLocale({});
    try {
      const before = labels({ name: 'device', kind: 'device' });
      expect(compared).toBeGreaterThan(0);
      compared = 0;
      const series = new Map([...catalogue.series, [seriesKey(temperature), temperature]]);
      const others = { ...catalogue, connections: [...catalogue.connections], series };
      const again = optionsOf({ name: 'device', kind: 'device' }, others, new Map([['hall', 'Lab']]));
      expect(again.map((one) => one.label)).toEqual(before);
      labels(device, [['site', 'fleet']]);
      expect(compared).toBe(0);
      labels({ name: 'device', kind: 'device' });
      expect(compared).toBe(0);
      const devices = [...catalogue.devices, { connection: 'edge', device: 'new' }];
      optionsOf({ name: 'device', kind: 'device' }, { ...catalogue, devices }, new Map());
      expect(compared).toBeGreaterThan(0);
    } finally {
      collator.mockRestore();
      setLocale({});
    }
  });

  it('for a room are those of the document and those that devices name', () => {
    expect(labels(room)).toEqual(['Cellar', 'Lab', 'Office']);
  });
});
