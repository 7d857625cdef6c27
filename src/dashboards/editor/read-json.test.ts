import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { cleaned, settingsOf, withSettings } from './dashboard-settings.ts';
import { readJson } from './read-json.ts';

const document = dashboardDocument('plant');
const problems = (value: unknown) => {
  const read = readJson(typeof value === 'string' ? value : JSON.stringify(value), 'plant');
  return read.ok ? [] : read.problems;
};

describe('readJson', () => {
  it('takes a dashboard, also with widgets that nobody knows', () => expect(problems(document)).toEqual([]));

  it('says what is wrong with its place, in the document and in the options of widgets', () => {
    expect(problems('{')[0]).toMatch(/^This is not JSON: /);
    expect(problems('{\n"password": hunter2}')).toEqual([
      'This is not JSON: it goes wrong at line 2, column 13. Correct it there.',
    ]);
    expect(problems({ ...document, kind: 'x' })).toEqual(['kind: expected "signalbox/dashboard"']);
    const widgets = { a: { type: 'stat', title: 'A', options: { decimals: 9 } } };
    expect(problems({ ...document, spec: { ...document.spec, widgets } })).toEqual([
      'spec.widgets.a.options.series: required',
      'spec.widgets.a.options.decimals: expected at most 6',
    ]);
  });

  it('says which places of the layout are for nothing', () => {
    const widgets = { a: { type: 'nobody knows', title: 'A', options: {} } };
    const wide = ['a', 'b', 'a', 'toString'].map((widget, y) => ({ widget, x: 0, y, w: 1, h: 1 }));
    const narrow = [{ widget: 'c', h: 1 }];
    expect(problems({ ...document, spec: { ...document.spec, widgets, layout: { wide, narrow } } })).toEqual([
      'spec.layout.wide[1].widget: there is no widget "b" in spec.widgets',
      'spec.layout.wide[2].widget: "a" has a place already',
      'spec.layout.wide[3].widget: there is no widget "toString" in spec.widgets',
      'spec.layout.narrow[0].widget: there is no widget "c" in spec.widgets',
    ]);
  });

  it('keeps the address', () => {
    expect(problems({ ...document, metadata: { ...document.metadata, id: 'other' } })).toEqual([
      'metadata.id: expected "plant"; it is the dashboard’s address',
    ]);
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        (text) => void expect(readJson(text, 'plant').ok).toBe(false),
      ),
    );
  });
});

describe('a dashboard’s settings', () => {
  it('come out as they went in', () =>
    expect(withSettings(document, settingsOf(document))).toEqual(document));

  it('change title, window and variables', () => {
    const values = {
      title: 'Boiler',
      tags: ['heat'],
      window: '1h',
      variables: [{ kind: 'room', name: 'room', options: ['Hall'], connection: 'left over' }],
    };
    const changed = withSettings(document, values);
    expect(changed.metadata).toMatchObject({ title: 'Boiler', tags: ['heat'], id: 'plant' });
    expect(changed.spec).toMatchObject({
      window: '1h',
      variables: [{ kind: 'room', name: 'room', options: ['Hall'] }],
    });
    expect(withSettings(changed, { ...values, window: undefined }).spec.window).toBeUndefined();
  });

  it('are not taken while they are wrong', () => {
    expect(withSettings(document, { title: '', tags: [], variables: [] })).toBe(document);
    fc.assert(fc.property(fc.jsonValue(), (value) => void cleaned(value)));
  });
});
