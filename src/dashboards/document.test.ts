import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWidget } from '../widgets/registry.ts';
import { readDocument } from './document.ts';
import { placementOf } from './placement.ts';

function dashboard(spec: object = {}) {
  return {
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id: 'plant', title: 'Plant' },
    spec: {
      widgets: {
        a: { type: 'stat', title: 'A', options: {} },
        b: { type: 'stat', title: 'B', options: {} },
      },
      layout: {
        wide: [
          { widget: 'b', x: 6, y: 0, w: 6, h: 4 },
          { widget: 'a', x: 0, y: 0, w: 6, h: 4 },
        ],
      },
      ...spec,
    },
  };
}

function problems(value: unknown): readonly string[] {
  const read = readDocument(value);
  return read.ok ? [] : read.problems;
}

function placed(spec: object) {
  const read = readDocument(dashboard(spec));
  if (!read.ok) throw new Error(read.problems.join('; '));
  return placementOf(read.document);
}

describe('readDocument', () => {
  it('takes a document as it should be', () => expect(problems(dashboard())).toEqual([]));

  it('names the path and what was expected', () => {
    const bad = dashboard({ layout: { wide: [{ widget: 'a', x: 12, y: 0, w: 6, h: '4' }] } });
    expect(problems(bad)).toEqual([
      'spec.layout.wide[0].x: expected at most 11',
      'spec.layout.wide[0].h: expected number',
    ]);
    expect(problems({ ...dashboard(), metadata: { id: 'plant' } })).toEqual(['metadata.title: required']);
  });

  it('names what it does not know, so that a typing error is found', () => {
    expect(problems(dashboard({ widget: {} }))).toEqual(['spec.widget: unknown key; correct or remove it']);
  });

  it('refuses a widget of a name that no object can hold, which the parser would leave out', () => {
    const widgets: unknown = JSON.parse('{ "__proto__": { "type": "stat", "title": "A" } }');
    for (const version of [1, 2]) {
      expect(problems({ ...dashboard({ widgets }), version })).toEqual([
        'spec.widgets.__proto__: expected another name',
      ]);
    }
    for (const spec of [null, 1, {}, { widgets: null }, { widgets: 'a' }]) {
      expect(problems({ ...dashboard(), spec }).join()).not.toContain('__proto__');
    }
  });

  it('refuses a newer version in words, whatever else is in it', () => {
    const [problem, ...others] = problems({ kind: 'signalbox/dashboard', version: 3, spec: 'nonsense' });
    expect(problem).toMatch(/^version: .*has version 3, and this page reads up to 2\. Reload the page/);
    expect(others).toEqual([]);
  });

  it('tells places to be corrected from what has none', () => {
    expect(readDocument({ version: 3 })).toMatchObject({ ok: false, isWhole: true });
    expect(readDocument({ version: 2 })).not.toHaveProperty('isWhole');
  });

  it('takes a document of version 1, too, and gives it as the newest', () => {
    const read = readDocument({ ...dashboard(), version: 1 });
    expect(read.ok && read.document).toMatchObject({ version: 2, spec: { variables: [] } });
  });

  it('has an id that can stand in an address, or is refused in words', () => {
    const refused = [
      'metadata.id: expected an id that an address can hold: neither . nor .., and without / \\ % ? #',
    ];
    for (const id of ['.', '..', 'a/b', 'a\\b', '100%', '%2e', 'why?', '#1', '\ud800', 'a\nb']) {
      expect(problems({ ...dashboard(), metadata: { id, title: 'Plant' } })).toEqual(refused);
    }
    for (const id of ['...', 'plant.7', 'Kotelna č. 7', '北', 'a b', '😀', 'constructor']) {
      expect(problems({ ...dashboard(), metadata: { id, title: 'Plant' } })).toEqual([]);
    }
    expect(problems({ ...dashboard(), metadata: { id: '', title: 'Plant' } })[0]).toMatch(
      /at least 1 character/,
    );
  });

  it('keeps widgets of unknown types as they are, through loading and saving', () => {
    const entry = { type: 'from-another-plant', title: 'Later', options: { any: [1, null, { deep: '$x' }] } };
    const read = readDocument(dashboard({ widgets: { later: entry } }));
    const saved: unknown = JSON.parse(JSON.stringify(read.ok && read.document));
    expect(saved).toMatchObject({ spec: { widgets: { later: entry } } });
    expect(readDocument(saved)).toEqual(read);
  });

  it('wants variables that can be told apart and referred to', () => {
    const device = { name: 'device', kind: 'device', connection: '$site' };
    const site = { name: 'site', kind: 'connection' };
    expect(problems(dashboard({ variables: [site, device] }))).toEqual([]);
    expect(problems(dashboard({ variables: [device, device] }))).toEqual([
      'spec.variables: expected each name once',
    ]);
    expect(problems(dashboard({ variables: [{ ...device, name: 'the device' }] }))).toEqual([
      'spec.variables[0].name: expected a letter, then letters, digits or underscores, 32 at most',
    ]);
  });

  it('leaves the widgets’ own options unchecked and unchanged', () => {
    const options = { series: 'nonsense' };
    const read = readDocument(dashboard({ widgets: { a: { type: 'nowhere', title: 'A', options } } }));
    expect(read.ok && read.document.spec.widgets.a?.options).toEqual(options);
  });

  it('answers any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readDocument(value).ok).toBe(false);
      }),
    );
  });
});

describe('placementOf', () => {
  it('puts tiles in reading order', () => {
    expect(placed({}).wide.map((place) => place.widget)).toEqual(['a', 'b']);
  });

  it('uses the wide order on narrow screens when there is no other', () => {
    expect(placed({}).narrow).toEqual([
      { widget: 'a', h: 4 },
      { widget: 'b', h: 4 },
    ]);
  });

  it('never loses a widget that a layout forgot, and tells of names nobody has', () => {
    const placement = placed({
      layout: {
        wide: [{ widget: 'a', x: 0, y: 0, w: 6, h: 4 }],
        narrow: [
          { widget: 'b', h: 3 },
          { widget: 'ghost', h: 3 },
        ],
      },
    });
    expect(placement.wide.map((place) => place.widget)).toEqual(['a', 'b']);
    expect(placement.wide[1]?.y).toBe(4);
    expect(placement.narrow.map((place) => place.widget)).toEqual(['b', 'a']);
    expect(placement.unknown).toEqual(['ghost']);
  });

  it('places anew what would lie over another or leave the grid, below what it would have covered, and names it', () => {
    const wide = [
      { widget: 'a', x: 0, y: 0, w: 6, h: 4 },
      { widget: 'b', x: 3, y: 0, w: 6, h: 4 },
      { widget: 'c', x: 11, y: 0, w: 3, h: 2 },
      { widget: 'd', x: 3, y: 5, w: 3, h: 2 },
      { widget: 'e', x: 0, y: 20, w: 3, h: 2 },
    ];
    const widgets = Object.fromEntries(wide.map(({ widget }) => [widget, { type: 'stat', title: widget }]));
    const placement = placed({ widgets, layout: { wide } });
    expect(placement.wide).toEqual([
      wide[0],
      { widget: 'c', x: 9, y: 0, w: 3, h: 2 },
      { widget: 'b', x: 3, y: 4, w: 6, h: 4 },
      { widget: 'd', x: 3, y: 8, w: 3, h: 2 },
      wide[4],
    ]);
    expect(placement.movedOn).toEqual(['b', 'c', 'd']);
    expect(placed({}).movedOn).toEqual([]);
  });

  it('takes the last row for what it is, the end of a long dashboard: the order alone tells where a tile stands there', () => {
    const last = ['a', 'b'].map((widget) => ({ widget, x: 0, y: 1000, w: 6, h: 4 }));
    const { wide, movedOn } = placed({ layout: { wide: last } });
    expect(wide).toEqual([last[0], { ...last[1], y: 1004 }]);
    expect(movedOn).toEqual([]);
  });

  it('lets no tile lie over another or leave the grid, whatever the layout says, and leaves a good layout alone', () => {
    const place = fc.record({
      x: fc.nat(11),
      y: fc.nat(20),
      w: fc.integer({ min: 1, max: 12 }),
      h: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 20 }), (places) => {
        const wide = places.map((one, index) => ({ widget: `w${index}`, ...one }));
        const widgets = Object.fromEntries(
          wide.map(({ widget }) => [widget, { type: 'stat', title: widget }]),
        );
        const { wide: all, movedOn } = placed({ widgets, layout: { wide } });
        expect(all.length).toBe(wide.length);
        for (const [index, one] of all.entries()) {
          expect(one.x + one.w).toBeLessThanOrEqual(12);
          const covered = all
            .slice(index + 1)
            .filter(
              ({ x, y, w, h }) => x < one.x + one.w && one.x < x + w && y < one.y + one.h && one.y < y + h,
            );
          expect(covered).toEqual([]);
          if (!movedOn.includes(one.widget)) expect(wide).toContainEqual(one);
        }
        expect(placed({ widgets, layout: { wide: all } })).toMatchObject({ wide: all, movedOn: [] });
      }),
    );
  });

  it('shows a widget once, even if a layout names it twice', () => {
    const twice = { widget: 'a', x: 0, y: 0, w: 3, h: 2 };
    expect(placed({ layout: { wide: [twice, { ...twice, y: 8 }] } }).wide.length).toBe(2);
  });
});

describe.each(['overview', 'thermometer'])('the demo’s dashboard “%s”', (name) => {
  const text = readFileSync(new URL(`../../demo/dashboards/${name}.json`, import.meta.url), 'utf8');
  const read = readDocument(JSON.parse(text));

  it('is a document whose layouts name every widget', () => {
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    const { widgets, layout } = read.document.spec;
    const ids = Object.keys(widgets).sort();
    expect(layout.wide.map((place) => place.widget).sort()).toEqual(ids);
    expect(layout.narrow?.map((place) => place.widget).sort()).toEqual(ids);
  });

  it('has options that every widget accepts', () => {
    if (!read.ok) return;
    for (const [id, { type, options }] of Object.entries(read.document.spec.widgets)) {
      expect([id, findWidget(type)?.prepare(options)]).toMatchObject([id, { ok: true }]);
    }
  });
});
