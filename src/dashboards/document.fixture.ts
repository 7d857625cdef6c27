import { readDocument } from './document.ts';
import type { DashboardDocument } from './schema.ts';

/** A document for tests, checked. @param spec beside or instead of what it has */
export function dashboardDocument(id = 'plant', spec: object = {}): DashboardDocument {
  const read = readDocument({
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id, title: `Title of ${id}` },
    spec: {
      widgets: { a: { type: 'from-another-plant', title: 'A', options: { kept: ['$x', { y: null }] } } },
      layout: { wide: [{ widget: 'a', x: 0, y: 0, w: 6, h: 4 }] },
      ...spec,
    },
  });
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.document;
}
