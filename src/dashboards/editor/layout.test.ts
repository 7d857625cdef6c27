import fc from 'fast-check';
import { collides, type Layout } from 'react-grid-layout/core';
import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import { placementOf } from '../placement.ts';
import type { DashboardDocument } from '../schema.ts';
import { added, entryOf, freeName, placedOf, removed, withEntry } from './changes.ts';
import { freePlace, gridLayout, layoutOfStep, moved, resized, withGridLayout } from './layout.ts';

const entry = (title: string) => ({ type: 'stat', title, options: { any: title } });

function documentOf(sizes: readonly (readonly [w: number, h: number])[], narrow = false): DashboardDocument {
  const start = dashboardDocument('d', { widgets: {}, layout: { wide: [], ...(narrow && { narrow: [] }) } });
  return added(
    start,
    sizes.map(([w, h], index) => ({ entry: entry(`T${index}`), size: { w, h } })),
  ).document;
}

const documents = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 12,
    }),
    fc.boolean(),
  )
  .map(([sizes, narrow]) => documentOf(sizes, narrow));
const directions = fc.constantFrom(
  { x: 1, y: 0 } as const,
  { x: -1, y: 0 } as const,
  { x: 0, y: 1 } as const,
  { x: 0, y: -1 } as const,
);
const breakpoints = fc.constantFrom('wide' as const, 'narrow' as const);

function expectGood(layout: Layout, columns: number): void {
  for (const [index, one] of layout.entries()) {
    expect(one.x >= 0 && one.y >= 0 && one.x + one.w <= columns && one.w >= 1 && one.h >= 1).toBe(true);
    expect(layout.slice(index + 1).some((other) => collides(one, other))).toBe(false);
  }
}

describe('layouts', () => {
  it('get a new tile where it was seen to be free, although the file had gaps', () => {
    const widgets = { a: entry('A'), b: entry('B') };
    const wide = [
      { widget: 'a', x: 0, y: 0, w: 12, h: 4 },
      { widget: 'b', x: 0, y: 10, w: 12, h: 4 },
    ];
    const start = dashboardDocument('d', { widgets, layout: { wide } });
    const { document } = added(start, [{ entry: entry('C'), size: { w: 12, h: 4 } }]);
    expect(placementOf(document).movedOn).toEqual([]);
  });

  it('stay layouts whatever is moved and resized: every tile once, inside the grid, none over another', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom(moved, resized), fc.nat(11), directions), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(documents, breakpoints, acts, (start, breakpoint, all) => {
        let document = start;
        const names = Object.keys(start.spec.widgets);
        for (const [act, which, direction] of all) {
          const name = names[which % names.length] ?? '';
          const next = act(gridLayout(document, breakpoint), name, direction, breakpoint);
          if (next) document = withGridLayout(document, breakpoint, next);
        }
        const layout = gridLayout(document, breakpoint);
        expect(layout.map((one) => one.i).toSorted()).toEqual(names.toSorted());
        expectGood(layout, breakpoint === 'wide' ? 12 : 1);
        expect(readDocument(document)).toMatchObject({ ok: true });
      }),
      { numRuns: 60 },
    );
  });

  it('move a tile past its neighbour, however high that is', () => {
    const layout = gridLayout(
      documentOf([
        [12, 4],
        [12, 9],
      ]),
      'wide',
    );
    const next = moved(layout, 'stat', { x: 0, y: 1 }, 'wide');
    expect(next?.find((one) => one.i === 'stat')?.y).toBe(9);
    expect(next && moved(next, 'stat', { x: 0, y: 1 }, 'wide')).toBeNull();
    expect(moved(layout, 'stat', { x: 0, y: -1 }, 'wide')).toBeNull();
  });

  it('change the order on narrow screens without touching the wide layout', () => {
    const start = documentOf([
      [6, 4],
      [6, 4],
    ]);
    const next = moved(gridLayout(start, 'narrow'), 'stat', { x: 0, y: 1 }, 'narrow');
    const changed = withGridLayout(start, 'narrow', next ?? []);
    expect(changed.spec.layout.narrow?.map((one) => one.widget)).toEqual(['stat-2', 'stat']);
    expect(changed.spec.layout.wide).toEqual(start.spec.layout.wide);
  });

  it('hold no tile that a document could not, however far it was dragged', () => {
    const start = documentOf([
      [6, 4],
      [6, 4],
    ]);
    for (const breakpoint of ['wide', 'narrow'] as const) {
      const dragged = gridLayout(start, breakpoint).map((item) => ({ ...item, h: 640 }));
      const next = withGridLayout(start, breakpoint, dragged);
      expect(gridLayout(next, breakpoint).map(({ h }) => h)).toEqual([100, 100]);
      expect(readDocument(next)).toMatchObject({ ok: true });
    }
    const tower = documentOf(Array.from({ length: 14 }, () => [12, 100] as const));
    const lowered = withGridLayout(tower, 'wide', gridLayout(tower, 'wide'));
    expect(readDocument(lowered)).toMatchObject({ ok: true });
    expect(gridLayout(lowered, 'wide')).toEqual(gridLayout(tower, 'wide'));
  });

  it('are looked at where a step changes something, for a step that changes nothing in the one that is shown', () => {
    const start = documentOf(
      [
        [6, 4],
        [6, 4],
      ],
      true,
    );
    const sized = (breakpoint: 'wide' | 'narrow') => {
      const next = resized(gridLayout(start, breakpoint), 'stat', { x: 0, y: 1 }, breakpoint);
      return withGridLayout(start, breakpoint, next ?? []);
    };
    expect(layoutOfStep(sized('wide'), start, 'narrow')).toBe('wide');
    expect(layoutOfStep(sized('narrow'), start, 'wide')).toBe('narrow');
    expect(layoutOfStep(sized('wide'), start, 'wide')).toBe('wide');
    const more = added(start, [{ entry: entry('New'), size: { w: 3, h: 4 } }]).document;
    expect(layoutOfStep(more, start, 'narrow')).toBe('narrow');
    expect(layoutOfStep(start, start, 'narrow')).toBe('narrow');
  });

  it('have a free place for any size', () => {
    fc.assert(
      fc.property(
        documents,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (document, w, h) => {
          const layout = gridLayout(document, 'wide');
          expectGood([...layout, { i: 'new', w, h, ...freePlace(layout, { w, h }) }], 12);
        },
      ),
    );
  });
});

describe('widgets', () => {
  it('are gone once they are removed, also those that are called as something every object has', () => {
    for (const name of ['toString', 'valueOf', 'constructor']) {
      const document = dashboardDocument('plant', {
        widgets: { [name]: { type: 'stat', title: 'A' } },
        layout: { wide: [{ widget: name, x: 0, y: 0, w: 6, h: 4 }] },
      });
      expect(entryOf(document, name)).toMatchObject({ title: 'A' });
      const without = removed(document, name);
      expect(entryOf(without, name)).toBeUndefined();
      expect(placedOf(without, name)).toBeNull();
      expect(withEntry(without, name, { type: 'stat', title: 'B', options: {} })).toBe(without);
    }
  });

  it('that are added and removed again leave the others as they were', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { document: more, names } = added(document, [{ entry: entry('New'), size: { w: 3, h: 4 } }]);
        const back = removed(more, names[0] ?? '');
        expect(back.spec.widgets).toEqual(document.spec.widgets);
        expect(gridLayout(back, 'wide')).toEqual(gridLayout(document, 'wide'));
        expect(gridLayout(back, 'narrow')).toEqual(gridLayout(document, 'narrow'));
      }),
    );
  });

  it('are duplicated with their heights in both layouts', () => {
    const start = documentOf([[5, 7]], true);
    const low = withGridLayout(start, 'narrow', [{ i: 'stat', x: 0, y: 0, w: 1, h: 3 }]);
    const placed = placedOf(low, 'stat');
    const { document } = added(low, placed ? [placed] : []);
    expect(document.spec.layout.narrow?.map(({ h }) => h)).toEqual([3, 3]);
    expect(gridLayout(document, 'wide').map(({ h }) => h)).toEqual([7, 7]);
  });

  it('get names that nobody has, and that mean nothing else', () => {
    const document = documentOf([[3, 4]]);
    expect(freeName(document, 'stat')).toBe('stat-2');
    for (const type of ['constructor', '__proto__', '', 'Ünder'])
      expect(freeName(document, type)).toBe('widget');
  });
});
