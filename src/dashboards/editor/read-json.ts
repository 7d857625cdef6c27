import { jsonTrouble } from '../../model/json-end.ts';
import { firstProblems } from '../../model/problems.ts';
import { findWidget } from '../../widgets/registry.ts';
import { type ReadDocument, readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';

/** Where the layout names no widget, or one twice: it would be placed by itself, as if nothing had been said of it. */
function misplaced({ widgets, layout }: DashboardDocument['spec']): readonly string[] {
  return [layout.wide, layout.narrow ?? []].flatMap((places, which) => {
    const path = `spec.layout.${which === 0 ? 'wide' : 'narrow'}`;
    return places.flatMap(({ widget }, index) => {
      if (!Object.hasOwn(widgets, widget)) {
        return [`${path}[${index}].widget: there is no widget "${widget}" in spec.widgets`];
      }
      const isTwice = places.findIndex((one) => one.widget === widget) < index;
      return isTwice ? [`${path}[${index}].widget: "${widget}" has a place already`] : [];
    });
  });
}

/**
 * Reads a dashboard from its JSON as somebody types it. Beside the document, the options of every kind of widget that this page knows have to
 * be right. Never throws.
 * @param id the dashboard's own: it is its address, and stays
 */
export function readJson(text: string, id: string): ReadDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problems: [`This is not JSON: ${jsonTrouble(text)}. Correct it there.`] };
  }
  const read = readDocument(value);
  if (!read.ok) return read;
  const { metadata, spec } = read.document;
  const problems = Object.entries(spec.widgets).flatMap(([name, { type, options }]) => {
    const prepared = findWidget(type)?.prepare(options);
    return prepared && !prepared.ok ? prepared.problems.map((one) => `spec.widgets.${name}.${one}`) : [];
  });
  problems.push(...misplaced(spec));
  if (metadata.id !== id) problems.unshift(`metadata.id: expected "${id}"; it is the dashboard’s address`);
  return problems.length > 0 ? { ok: false, problems: firstProblems(problems) } : read;
}
