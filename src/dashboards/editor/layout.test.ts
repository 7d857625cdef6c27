import fc from 'fast-check';
import { collides, type Layout } from 'react-grid-layout/core';
import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { added, freeName, placedOf, removed } from './changes.ts';
import { copyText, readCopied } from './clipboard.ts';
import { freePlace, gridLayout, moved, resized, withGridLayout } from './layout.ts';

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

  it('get names that nobody has, and that mean nothing else', () => {
    const document = documentOf([[3, 4]]);
    expect(freeName(document, 'stat')).toBe('stat-2');
    for (const type of ['constructor', '__proto__', '', 'Ünder'])
      expect(freeName(document, type)).toBe('widget');
  });
});

describe('the clipboard', () => {
  it('gives back what was copied', () => {
    const placed = placedOf(documentOf([[5, 7]]), 'stat');
    const { text, leftOut } = copyText(placed ? [placed] : []);
    expect(readCopied(text)).toEqual({ ok: true, widgets: [placed] });
    expect(leftOut).toEqual([]);
  });

  it('gets no secret', () => {
    const widget = {
      entry: { type: 'json', title: 'J', options: { payload: { password: 'hush' } } },
      size: { w: 4, h: 4 },
    };
    const { text, leftOut } = copyText([widget]);
    expect(text).not.toContain('hush');
    expect(leftOut).toEqual(['options.payload.password']);
  });

  it('may hold anything: what is no widget is refused in words', () => {
    const refused = (text: string) => {
      const read = readCopied(text);
      return read.ok ? [] : read.problems;
    };
    expect(refused('hello')).toEqual(['There is no widget in the clipboard. Copy one first.']);
    expect(
      refused('{"kind":"signalbox/widgets","version":1,"widgets":[{"type":"stat","title":"","w":99,"h":1}]}'),
    ).toEqual(['widgets[0].title: expected at least 1 character', 'widgets[0].w: expected at most 12']);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void expect(readCopied(text).ok).toBe(false)),
    );
  });
});
