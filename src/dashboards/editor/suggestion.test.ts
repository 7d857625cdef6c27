import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heard, nothingHeard, numbers } from '../../widgets/heard.fixture.ts';
import { findWidget } from '../../widgets/registry.ts';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import { gridLayout } from './layout.ts';
import { isEmpty, madeInWords, suggestionFor } from './suggestion.ts';

const empty = dashboardDocument('new', { widgets: {}, layout: { wide: [] } });
const titles = (connection: string) =>
  Object.values(suggestionFor(empty, heard, connection).document.spec.widgets).map(({ type, title }) => [
    type,
    title,
  ]);

describe('a dashboard made of what a connection has announced', () => {
  it('has its controls, its numbers and a chart for each quantity', () => {
    expect(titles('bridge')).toEqual([
      ['setpoint', 'dimmer/1'],
      ['choice', 'led/1'],
      ['switch', 'Heater'],
      ['stat', 'Relative humidity'],
      ['stat', 'Temperature'],
      ['timeseries', 'hygrometer/1: relative humidity'],
      ['timeseries', 'thermometer/1: temperature'],
    ]);
  });

  it('draws one quantity of several devices in one chart', () => {
    expect(titles('fleet')).toEqual([['timeseries', 'Power']]);
  });

  it('is empty for a connection that has announced nothing', () => {
    expect(titles('nobody')).toEqual([]);
    expect(suggestionFor(empty, nothingHeard, 'bridge').leftOver).toEqual({ controls: 0, series: 0 });
  });

  it('is not said to be made where there was nothing to make it of', () => {
    const [nothing, some] = ['nobody', 'fleet'].map((connection) => suggestionFor(empty, heard, connection));
    if (!nothing || !some) throw new Error('There are two.');
    expect([isEmpty(nothing), isEmpty(some)]).toEqual([true, false]);
    expect(madeInWords('Plant 7', nothing)).toMatch(/^Nothing was made: Plant 7 has announced nothing yet/);
    expect(madeInWords('Fleet', some)).toMatch(/^Made of all that Fleet has announced/);
  });

  it('counts what is too much for one dashboard', () => {
    const series = Array.from({ length: 30 }, (_, index) => numbers('big', 'd', `q${index}`, ''));
    const { leftOver, document } = suggestionFor(empty, { ...heard, series }, 'big');
    expect(Object.values(document.spec.widgets).filter((one) => one.type === 'timeseries').length).toBe(12);
    expect(leftOver.series).toBe(18);
  });

  it('is a good document whatever was announced: widgets that work, in places that do not overlap', () => {
    const name = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constant('x'.repeat(200)));
    const domain = fc.constantFrom(
      { type: 'boolean' } as const,
      { type: 'choice', options: ['a', 'b'] } as const,
      { type: 'number', min: 0, max: 10 } as const,
      { type: 'json' } as const,
    );
    const series = fc.array(fc.tuple(name, name, fc.constantFrom('', 'W', '%')), { maxLength: 60 });
    const actuators = fc.array(fc.tuple(name, name, domain), { maxLength: 30 });
    fc.assert(
      fc.property(series, actuators, (measured, controlled) => {
        const all = {
          ...nothingHeard,
          series: measured.map(([device, quantity, unit]) => numbers('c', device, quantity, unit)),
          actuators: controlled.map(([device, property, its]) => ({
            connection: 'c',
            device,
            property,
            domain: its,
            reports: true,
          })),
        };
        const { document } = suggestionFor(empty, all, 'c');
        expect(readDocument(JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true });
        for (const { type, options } of Object.values(document.spec.widgets)) {
          expect(findWidget(type)?.prepare(options)).toMatchObject({ ok: true });
        }
        // The grid finds nothing to put right.
        const places = document.spec.layout.wide.map(({ widget, x, y, w, h }) => ({ i: widget, x, y, w, h }));
        expect(gridLayout(document, 'wide').map(({ i, x, w }) => ({ i, x, w }))).toEqual(
          places.map(({ i, x, w }) => ({ i, x, w })),
        );
      }),
    );
  });
});
