import { formatValue } from '../../ui/format.ts';
import { type ReadDocument, readDocument } from '../document.ts';
import { withGoodId } from './fresh-id.ts';

/** A file that is larger is no dashboard. */
const MOST_BYTES = 1024 * 1024;

/** A document as a file's text; JSON, as people read it. */
export function fileText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The name of a dashboard's file. */
export function fileName(title: string): string {
  return `${title}.dashboard.json`;
}

function refused(problem: string): ReadDocument {
  return { ok: false, problems: [problem] };
}

/** Reads a dashboard from a file that somebody chose. Never rejects; what is wrong is said with its path in the document. */
export async function readFile(file: Blob): Promise<ReadDocument> {
  if (file.size > MOST_BYTES) {
    const size = formatValue(file.size / MOST_BYTES, 1);
    const problem = `it is ${size} MB long, and a dashboard has 1 MB at most. Choose another file.`;
    return { ok: false, problems: [problem], isWhole: true };
  }
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return refused('it is not JSON. Choose a file that was exported here, or correct it in an editor.');
  }
  return readDocument(withGoodId(value));
}
