import { findWidget } from '../../widgets/registry.ts';
import { type ReadDocument, readDocument } from '../document.ts';

/**
 * Reads a dashboard from its JSON as somebody types it. Beside the document, the options of every kind of widget that this page knows have to
 * be right. Never throws.
 * @param id the dashboard's own: it is its address, and stays
 */
export function readJson(text: string, id: string): ReadDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`This is not JSON: ${why}`] };
  }
  const read = readDocument(value);
  if (!read.ok) return read;
  const { metadata, spec } = read.document;
  const problems = Object.entries(spec.widgets).flatMap(([name, { type, options }]) => {
    const prepared = findWidget(type)?.prepare(options);
    return prepared && !prepared.ok ? prepared.problems.map((one) => `spec.widgets.${name}.${one}`) : [];
  });
  if (metadata.id !== id) problems.unshift(`metadata.id: expected "${id}"; it is the dashboard’s address`);
  return problems.length > 0 ? { ok: false, problems } : read;
}
