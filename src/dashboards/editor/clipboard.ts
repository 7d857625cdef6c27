import * as z from 'zod/mini';
import { problemsOf } from '../../model/problems.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { COLUMNS } from '../schema.ts';
import type { Placed } from './changes.ts';

const KIND = 'signalbox/widgets';
/** What is longer was not copied here. */
const LONGEST = 1024 * 1024;

const name = z.string().check(z.minLength(1), z.maxLength(200));
const schema = z.strictObject({
  kind: z.literal(KIND),
  version: z.literal(1),
  widgets: z
    .array(
      z.strictObject({
        type: name,
        title: name,
        options: z._default(z.unknown(), {}),
        w: z.int().check(z.minimum(1), z.maximum(COLUMNS)),
        h: z.int().check(z.minimum(1), z.maximum(100)),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
});

/** Widgets as text for the clipboard. */
export interface Copied {
  readonly text: string;
  /** Paths of what looks like a secret and does not leave the page. */
  readonly leftOut: readonly string[];
}

/** Writes widgets as text. */
export function copyText(all: readonly Placed[]): Copied {
  const leftOut: string[] = [];
  const widgets = all.map(({ entry: { type, title, options }, size }) => ({
    type,
    title,
    options: withoutSecrets(options, 'options', leftOut),
    ...size,
  }));
  return { text: JSON.stringify({ kind: KIND, version: 1, widgets }, null, 2), leftOut };
}

/** What a text from the clipboard holds. It may be anything: nothing is believed that the schema does not allow. Never throws. */
export type Pasted =
  | { readonly ok: true; readonly widgets: readonly Placed[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads what {@link copyText} wrote. */
export function readCopied(text: string): Pasted {
  const other = { ok: false, problems: ['There is no widget in the clipboard. Copy one first.'] } as const;
  if (text.length > LONGEST) return other;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return other;
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== KIND) return other;
  const parsed = z.safeParse(schema, value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const widgets = parsed.data.widgets.map(({ w, h, ...entry }) => ({ entry, size: { w, h } }));
  return { ok: true, widgets };
}
