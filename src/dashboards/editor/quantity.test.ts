import { expect, it } from 'vitest';
import { heard, nothingHeard, numbers } from '../../widgets/heard.fixture.ts';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import { withControl, withQuantity } from './quantity.ts';

it('Everything of a device put on a dashboard is a good dashboard, of which each control and quantity has its place', () => {
  const empty = dashboardDocument('new', { widgets: {}, layout: { wide: [] } });
  const filled = heard.series.reduce(
    (before, one) => withQuantity(before, one, 'timeseries', heard),
    heard.actuators.reduce((before, one) => withControl(before, one, heard), empty),
  );
  const read = readDocument(filled);
  expect(read.ok).toBe(true);
  const { widgets, layout } = filled.spec;
  expect(Object.keys(widgets)).toHaveLength(heard.series.length + heard.actuators.length);
  expect(new Set(layout.wide.map((one) => one.widget))).toEqual(new Set(Object.keys(widgets)));
  expect(Object.values(widgets).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['switch', 'choice', 'setpoint', 'timeseries']),
  );
});

it('A quantity of a device with a long name gets a title that a dashboard may have', () => {
  const info = numbers('c', 'd'.repeat(200), 'q'.repeat(200), '');
  const read = readDocument(withQuantity(dashboardDocument(), info, 'stat', nothingHeard));
  expect(read.ok).toBe(true);
});
