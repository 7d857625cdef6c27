import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../widgets/all-settings.ts';
import { findWidget, widgets } from '../../../widgets/registry.ts';
import { blank, type Field, fieldsOf, formOf, type Kind } from './fields.ts';
import { hasProblemsUnder, type Path, problemsAt, problemsIn, valueAt, withValueAt } from './values.ts';

function fields(type: string): readonly Field[] {
  const widget = findWidget(type);
  return widget ? fieldsOf(widget.options) : [];
}

function field(type: string, name: string): Field | undefined {
  return fields(type).find((one) => one.name === name);
}

describe('fieldsOf', () => {
  it.each(widgets.map((widget) => widget.type))(
    'makes fields of every option of %s, each with words',
    (type) => {
      for (const { name, title } of fields(type)) expect([name, title]).not.toEqual([name, name]);
      expect(fields(type).length).toBeGreaterThan(0);
    },
  );

  it('knows bounds, defaults and what is required', () => {
    expect(field('stat', 'decimals')).toMatchObject({
      isRequired: false,
      type: { kind: 'number', isWhole: true, least: 0, most: 6 },
    });
    expect(field('stat', 'sparkline')).toMatchObject({ otherwise: true, type: { kind: 'boolean' } });
    expect(field('log', 'level')).toMatchObject({ type: { choices: ['info', 'warning', 'error'] } });
  });

  it('knows series, actuators and names by what they are made of', () => {
    expect(field('stat', 'series')).toMatchObject({
      isRequired: true,
      type: { kind: 'group', ref: 'series' },
    });
    expect(field('switch', 'actuator')).toMatchObject({ type: { ref: 'actuator' } });
    expect(field('switch', 'interlock')).toMatchObject({ type: { ref: 'series' } });
    expect(field('timeseries', 'series')).toMatchObject({ type: { kind: 'list', item: { ref: 'series' } } });
    expect(field('interval', 'device')).toMatchObject({ type: { kind: 'text', named: 'device' } });
    expect(field('log', 'connections')).toMatchObject({ type: { item: { named: 'connection' } } });
    expect(field('button', 'label')).toMatchObject({ type: { named: null } });
  });

  it('takes any JSON where the schema does', () => {
    expect(field('button', 'value')).toMatchObject({ type: { kind: 'json' }, otherwise: true });
  });

  it('tells which form a value has', () => {
    const type: Kind | undefined = field('timeseries', 'limits')?.type;
    const forms = type?.kind === 'list' && type.item.kind === 'forms' ? type.item.forms : [];
    expect(forms.length).toBe(2);
    expect(formOf(forms, { at: 4, label: 'x' })).toBe(0);
    expect(formOf(forms, { from: 4, label: 'x' })).toBe(1);
    expect(formOf(forms, { label: 'x' })).toBe(1);
    expect(forms[0] && blank(forms[0])).toEqual({ at: 0, label: '' });
  });
});

const path = fc.array(fc.oneof(fc.constantFrom('a', 'b', '__proto__'), fc.nat(3)), { maxLength: 4 });

describe('values at places', () => {
  it('are found where they were put, and leave what was there as it was', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom<Path[]>(['a'], ['b', 'a'], ['a', 0, 'b'], ['b', 0]),
        fc.jsonValue(),
        (value, at, next) => {
          const before = JSON.stringify(value);
          expect(valueAt(withValueAt(value, at, next), at)).toEqual(next);
          expect(JSON.stringify(value)).toBe(before);
        },
      ),
    );
  });

  it('are looked for anywhere without throwing', () => {
    fc.assert(fc.property(fc.jsonValue(), path, (value, at) => void valueAt(value, at)));
  });

  it('go when nothing is put there', () => {
    expect(withValueAt({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
    expect(withValueAt({ a: [1, 2, 3] }, ['a', 1], undefined)).toEqual({ a: [1, 3] });
  });
});

describe('problemsIn', () => {
  const chart = findWidget('timeseries');
  const problems = (value: unknown) => (chart ? problemsIn(chart.options, value) : new Map());

  it('puts each problem at its place, without the path', () => {
    const found = problems({ series: [{ connection: 'a', device: '', quantity: 'x' }] });
    expect(problemsAt(found, ['series', 0, 'device'])).toEqual(['expected at least 1 character']);
    expect(hasProblemsUnder(found, ['series'])).toBe(true);
    expect(hasProblemsUnder(found, ['limits'])).toBe(false);
    expect(problemsAt(problems({}), ['series'])).toEqual(['required']);
  });

  it('tells what is wrong with one of several forms at its place', () => {
    const series = [{ connection: 'a', device: 'b', quantity: 'c' }];
    const found = problems({ series, limits: [{ at: null, label: 'High' }] });
    expect(problemsAt(found, ['limits', 0, 'at'])).toEqual(['expected a value, or nothing here']);
  });

  it('finds nothing wrong with what is right', () => {
    expect(problems({ series: [{ connection: 'a', device: '$device', quantity: 'c' }] }).size).toBe(0);
  });
});
