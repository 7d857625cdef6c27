import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DashboardDocument, emptyDashboard, type WidePlace } from '../schema.ts';
import { screensOf, zoomOf } from './screens.ts';

const FULL_HD = { width: 1920, height: 1080 };

function dashboard(...wide: readonly WidePlace[]): DashboardDocument {
  const widgets = Object.fromEntries(
    wide.map(({ widget }) => [widget, { type: 'stat', title: widget, options: {} }]),
  );
  const empty = emptyDashboard('d', 'D');
  return { ...empty, spec: { ...empty.spec, widgets, layout: { wide: [...wide] } } };
}

const place = (widget: string, x: number, y: number, w: number, h: number) => ({ widget, x, y, w, h });
const rowsOf = (document: DashboardDocument, size = FULL_HD) =>
  screensOf(document, size).map(({ rows, cells }) => [rows, cells.map(({ widget }) => widget).join('')]);

describe('a dashboard on a wall', () => {
  it('is twice as large as on a desk at 1920 × 1080, and the same picture at 1280 × 720', () => {
    const document = dashboard(place('a', 0, 0, 6, 8), place('b', 6, 0, 6, 8));
    const [large] = screensOf(document, FULL_HD);
    const [small] = screensOf(document, { width: 1280, height: 720 });
    expect(large).toMatchObject({ zoom: 2, rows: 8, parts: 1 });
    expect(small).toEqual({ ...large, zoom: zoomOf({ width: 1280, height: 720 }) });
  });

  it('is shown in parts where it is too high, none of which cuts a widget', () => {
    const document = dashboard(
      place('a', 0, 0, 6, 8),
      place('b', 6, 0, 6, 4),
      place('c', 6, 4, 6, 4),
      place('d', 0, 8, 12, 8),
      place('e', 0, 16, 6, 3),
    );
    expect(rowsOf(document)).toEqual([
      [8, 'abc'],
      [11, 'de'],
    ]);
    expect(screensOf(document, FULL_HD).map(({ part, parts }) => [part, parts])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it('is placed anew where nothing can be parted: side by side, as high as the wall', () => {
    const document = dashboard(place('a', 0, 0, 6, 20), place('b', 6, 10, 6, 20));
    expect(screensOf(document, FULL_HD)).toEqual([
      { part: 0, parts: 1, zoom: 2, rows: 10, cells: [place('a', 0, 0, 6, 10), place('b', 6, 0, 6, 10)] },
    ]);
  });

  it('with a tall tile beside small ones stays as readable as any other, and fills its parts', () => {
    const stats = [0, 4, 8, 12, 16, 20].map((y) => place(`${y}`, 4, y, 8, 4));
    const screens = screensOf(dashboard(place('log', 0, 0, 4, 24), ...stats), FULL_HD);
    expect(screens.map(({ zoom }) => zoom >= 2 / 1.25)).toEqual([true, true]);
    expect(screens.map(({ cells }) => cells)).toEqual([
      [place('log', 0, 0, 4, 12), place('0', 4, 0, 8, 4), place('4', 4, 4, 8, 4), place('8', 4, 8, 8, 4)],
      [place('12', 0, 0, 12, 4), place('16', 0, 4, 12, 4), place('20', 0, 8, 12, 4)],
    ]);
  });

  it('in parts keeps those as they are that fit, and places only the others anew', () => {
    const document = dashboard(place('a', 0, 0, 3, 8), place('b', 3, 0, 3, 8), place('c', 0, 8, 4, 40));
    expect(rowsOf(document)).toEqual([
      [8, 'ab'],
      [10, 'c'],
    ]);
    expect(screensOf(document, FULL_HD)[0]?.cells[1]).toEqual(place('b', 3, 0, 3, 8));
  });

  it('stands in two columns where the wall is higher than wide', () => {
    const document = dashboard(place('a', 0, 0, 6, 4), place('b', 6, 0, 6, 8), place('c', 0, 8, 12, 4));
    const [screen] = screensOf(document, { width: 1080, height: 1920 });
    expect(screen?.cells).toEqual([place('a', 0, 0, 6, 4), place('b', 6, 0, 6, 8), place('c', 0, 8, 12, 4)]);
    const [narrow] = screensOf(document, { width: 390, height: 844 });
    expect(narrow?.cells.every(({ w }) => w === 12)).toBe(true);
  });

  it('has no screen without widgets', () => {
    expect(screensOf(emptyDashboard('d', 'D'), FULL_HD)).toEqual([]);
  });

  it('shows every widget once, within its screen, and readable, on any wall', () => {
    const cell = fc.record({
      x: fc.integer({ min: 0, max: 11 }),
      y: fc.integer({ min: 0, max: 60 }),
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 20 }),
    });
    const size = fc.record({
      width: fc.integer({ min: 320, max: 8000 }),
      height: fc.integer({ min: 240, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), size, (cells, wall) => {
        const document = dashboard(...cells.map((one, index) => ({ ...one, widget: `w${index}` })));
        const screens = screensOf(document, wall);
        const shown = screens.flatMap((screen) => screen.cells.map(({ widget }) => widget));
        expect([...shown].sort()).toEqual(Object.keys(document.spec.widgets).sort());
        for (const { rows, zoom, cells: placed } of screens) {
          expect(zoom).toBeGreaterThanOrEqual(zoomOf(wall) / 1.25 - 1e-9);
          for (const { y, h } of placed) {
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y + h).toBeLessThanOrEqual(rows);
          }
        }
      }),
    );
  });
});
