import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import type { Variable } from '../variables/schema.ts';
import { placedOf } from './changes.ts';
import { copyText, pasted, readCopied } from './clipboard.ts';

describe('the clipboard', () => {
  it('gives back what was copied', () => {
    const document = dashboardDocument();
    for (const layout of [{}, { narrow: [{ widget: 'a', h: 3 }] }]) {
      const { spec } = document;
      const placed = placedOf({ ...document, spec: { ...spec, layout: { ...spec.layout, ...layout } } }, 'a');
      const { text, leftOut } = copyText(placed ? [placed] : [], []);
      expect(readCopied(text)).toEqual({ ok: true, widgets: [placed], variables: [] });
      expect(leftOut).toEqual([]);
    }
  });

  it('gets no secret', () => {
    const widget = {
      entry: { type: 'json', title: 'J', options: { payload: { password: 'hush' } } },
      size: { w: 4, h: 4 },
    };
    const { text, leftOut } = copyText([widget], []);
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

  it('is told of a newer page in one sentence, and of what is wrong with its places', () => {
    const newer = JSON.stringify({ kind: 'signalbox/widgets', version: 2, widgets: [{ tile: 1 }] });
    expect(readCopied(newer)).toEqual({
      ok: false,
      problems: ['It was copied in a newer Signalbox. Reload this page, then paste again.'],
    });
    const wrong = JSON.stringify({ kind: 'signalbox/widgets', version: 1, widgets: [] });
    expect(readCopied(wrong)).toMatchObject({
      problems: [expect.stringMatching(/^widgets: /)],
      areWidgets: true,
    });
  });

  it('gives nothing that is nested deeper than anybody can look', () => {
    const options = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const text = `{"kind":"signalbox/widgets","version":1,"widgets":[{"type":"x","title":"x","options":${options},"w":1,"h":1}]}`;
    expect(readCopied(text)).toEqual({
      ok: false,
      problems: ['it is nested more than 64 levels deep; make it flatter'],
    });
  });

  describe('of widgets that refer to variables', () => {
    const site: Variable = { name: 'site', kind: 'connection' };
    const device: Variable = { name: 'device', kind: 'device', connection: '$site' };
    const room: Variable = { name: 'room', kind: 'room' };
    const widget = {
      entry: {
        type: 'stat',
        title: '$device',
        options: { series: { connection: 'hub', device: '$device', quantity: '$$room' } },
      },
      size: { w: 3, h: 4 },
    };
    const emptyPlan = dashboardDocument('other', { widgets: {}, layout: { wide: [] } });
    const copied = (variables: readonly Variable[]) => {
      const read = readCopied(copyText([widget], variables).text);
      if (!read.ok) throw new Error(read.problems.join());
      return read;
    };

    it('carries those variables, and those that they hang on', () => {
      expect(copied([room, device, site]).variables).toEqual([device, site]);
    });

    it('carries no secret in them', () => {
      const password: Variable = { name: 'password', kind: 'text', default: 'hush' };
      const asking = { ...widget, entry: { ...widget.entry, title: '$password' } };
      const { text, leftOut } = copyText([asking], [password]);
      expect(text).not.toContain('hush');
      expect(leftOut).toEqual(['variables[0].default']);
      expect(readCopied(text)).toMatchObject({ ok: true, variables: [{ name: 'password', kind: 'text' }] });
    });

    it('gives another dashboard those that it lacks', () => {
      const result = pasted(emptyPlan, copied([room, device, site]));
      expect(result.document.spec.variables).toEqual([device, site]);
      expect(result.brought).toEqual(['device', 'site']);
      expect(result.unknown).toEqual([]);
      expect(readDocument(result.document).ok).toBe(true);
    });

    it('leaves alone those that it has of the name', () => {
      const own: Variable = { name: 'device', kind: 'text' };
      const has = { ...emptyPlan, spec: { ...emptyPlan.spec, variables: [own] } };
      const result = pasted(has, copied([device, site]));
      expect(result.document.spec.variables).toEqual([own]);
      expect(result.brought).toEqual([]);
    });

    it('names those that nobody has, and those that there is no room for', () => {
      expect(pasted(emptyPlan, copied([])).unknown).toEqual(['device']);
      const many = Array.from({ length: 20 }, (_, index): Variable => ({ name: `v${index}`, kind: 'room' }));
      const full = { ...emptyPlan, spec: { ...emptyPlan.spec, variables: many } };
      const result = pasted(full, copied([device, site]));
      expect(result.document.spec.variables).toEqual(many);
      expect(result.unknown).toEqual(['device']);
      expect(readDocument(result.document).ok).toBe(true);
    });
  });
});
