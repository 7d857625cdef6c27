import { type ReadDocument, readDocument } from '../document.ts';
import type { DashboardDocument } from '../schema.ts';
import { withGoodId } from './fresh-id.ts';

/** Characters of the packed dashboard in a link. Longer ones are cut off by mail programs and chats. */
export const LONGEST_LINK = 8_000;
/** What a link may unpack to, bytes: a few kilobytes can be made to unpack to gigabytes. */
const MOST_BYTES = 256 * 1024;

/** What follows `#` in the address, before the packed dashboard. */
const PREFIX = '#dashboard=';

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

/** Unpacks no more than `MOST_BYTES`. @returns null where there would be more. @throws where it is not packed data */
async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** A dashboard packed for a link's fragment. */
export interface PackedDashboard {
  /** Begins with `#`. It never reaches a server: browsers keep fragments to themselves. */
  readonly fragment: string;
  /** Characters of what is packed; more than {@link LONGEST_LINK} is too much for a link. */
  readonly length: number;
}

/** Packs a dashboard into a link's fragment. */
export async function toFragment(document: DashboardDocument): Promise<PackedDashboard> {
  const { $schema: _forEditors, ...rest } = document;
  const bytes = new TextEncoder().encode(JSON.stringify(rest));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const packed = toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
  return { fragment: `${PREFIX}${packed}`, length: packed.length };
}

function refused(problem: string): ReadDocument {
  return { ok: false, problems: [problem], isWhole: true };
}

const SPOILT = 'The link is not whole: it was cut off or changed on its way. Ask for it again.';

/**
 * Reads the dashboard that a link carries. It may come from anybody: nothing is believed that the schema does not allow, and it costs no
 * more than a bounded amount of memory. Never rejects.
 */
export async function fromFragment(fragment: string): Promise<ReadDocument> {
  if (!fragment.startsWith(PREFIX)) {
    return refused('The link carries no dashboard. Copy all of it, to its very end.');
  }
  const packed = fragment.slice(PREFIX.length);
  if (packed.length > LONGEST_LINK) {
    return refused('The link is longer than any that is made here. Ask for the dashboard as a file.');
  }
  let text: string | null;
  try {
    text = await inflate(fromBase64Url(packed));
  } catch {
    return refused(SPOILT);
  }
  if (text === null) {
    return refused(
      'The link unpacks to more than a dashboard can be. It was refused; nothing was kept. Ask for the dashboard as a file.',
    );
  }
  try {
    return readDocument(withGoodId(JSON.parse(text)));
  } catch {
    return refused(SPOILT);
  }
}
