import * as z from 'zod/mini';
import { firstProblems, problemsOf } from '../../model/problems.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import { t } from '../../ui/text.ts';
import { tooDeep } from '../document.ts';
import { COLUMNS, type DashboardDocument } from '../schema.ts';
import { referencesIn } from '../variables/references.ts';
import { MOST_VARIABLES, type Variable, variables } from '../variables/schema.ts';
import { refersOnly, secretVariables, variablesWithoutSecrets } from '../variables/secret.ts';
import { added, type Placed } from './changes.ts';

const KIND = 'signalbox/widgets';
const VERSION = 1;
const NEWER = 'It was copied in a newer Signalbox. Reload this page, then paste again.';
/** What is longer was not copied here. */
const LONGEST = 1024 * 1024;

const name = z.string().check(z.minLength(1), z.maxLength(200));
const h = z.int().check(z.minimum(1), z.maximum(100));
const schema = z.strictObject({
  kind: z.literal(KIND),
  version: z.literal(VERSION),
  widgets: z
    .array(
      z.strictObject({
        type: name,
        title: name,
        options: z._default(z.unknown(), {}),
        w: z.int().check(z.minimum(1), z.maximum(COLUMNS)),
        h,
        narrowHeight: z.optional(h),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
  /** Those of the dashboard they were copied from that they refer to. */
  variables: z._default(variables, []),
});

/** Widgets as text for the clipboard. */
export interface Copied {
  readonly text: string;
  /** Paths of what looks like a secret and does not leave the page. */
  readonly leftOut: readonly string[];
}

/** What is looked through for references to variables. */
function filledParts(all: readonly Placed[]): unknown {
  return all.map(({ entry: { title, options } }) => [title, options]);
}

/** Writes widgets as text, with those variables of their dashboard that they refer to. */
export function copyText(all: readonly Placed[], of: readonly Variable[]): Copied {
  const leftOut: string[] = [];
  const isReference = refersOnly(of);
  const widgets = all.map(({ entry: { type, title, options }, size, narrowHeight }) => ({
    type,
    title,
    options: withoutSecrets(options, 'options', leftOut, isReference),
    ...size,
    ...(narrowHeight !== undefined && { narrowHeight }),
  }));
  const names = referencesIn(filledParts(all), of);
  const secrets = secretVariables(of, filledParts(all));
  const its = variablesWithoutSecrets(
    of.filter((one) => names.has(one.name)),
    secrets,
    'variables',
    leftOut,
  );
  return {
    text: JSON.stringify({ kind: KIND, version: VERSION, widgets, variables: its }, null, 2),
    leftOut,
  };
}

/** Widgets on their way between dashboards. */
export interface CopiedWidgets {
  readonly widgets: readonly Placed[];
  /** Of the dashboard they come from. */
  readonly variables: readonly Variable[];
}

/** What a text from the clipboard holds. It may be anything: nothing is believed that the schema does not allow. Never throws. */
export type Pasted =
  | ({ readonly ok: true } & CopiedWidgets)
  | {
      readonly ok: false;
      readonly problems: readonly string[];
      /** They are widgets, and the problems are places in them. */
      readonly areWidgets?: true;
    };

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
  if ('version' in value && typeof value.version === 'number' && value.version > VERSION) {
    return { ok: false, problems: [NEWER] };
  }
  const deep = tooDeep(value);
  if (deep !== null) return { ok: false, problems: [deep] };
  const parsed = z.safeParse(schema, value, { reportInput: true });
  if (!parsed.success) {
    return { ok: false, problems: firstProblems(problemsOf(parsed.error)), areWidgets: true };
  }
  const widgets = parsed.data.widgets.map(({ w, h, narrowHeight, ...entry }) => ({
    entry,
    size: { w, h },
    ...(narrowHeight !== undefined && { narrowHeight }),
  }));
  return { ok: true, widgets, variables: parsed.data.variables };
}

/** What came of pasting. */
export interface PastedWidgets {
  readonly document: DashboardDocument;
  /** Of the widgets, in the order given. */
  readonly names: readonly string[];
  /** Variables that came along, by name. */
  readonly brought: readonly string[];
  /** What the widgets refer to and the dashboard has no variable for. */
  readonly unknown: readonly string[];
}

/** Adds widgets, and the variables that they need and the dashboard lacks: one that it has of the same name is the one that is meant from now on. */
export function pasted(
  document: DashboardDocument,
  { widgets, variables: theirs }: CopiedWidgets,
): PastedWidgets {
  const { document: next, names } = added(document, widgets);
  const { variables: own } = next.spec;
  const parts = filledParts(widgets);
  const needed = referencesIn(parts, [...own, ...theirs]);
  const brought = theirs
    .filter(({ name: one }) => needed.has(one) && !own.some((other) => other.name === one))
    .slice(0, MOST_VARIABLES - own.length);
  const all = [...own, ...brought];
  const unknown = [...referencesIn(parts, all)].filter((one) => !all.some((other) => other.name === one));
  return {
    document: brought.length === 0 ? next : { ...next, spec: { ...next.spec, variables: all } },
    names,
    brought: brought.map((one) => one.name),
    unknown,
  };
}

/** What else came of pasting than the widgets; '' where that is all. */
export function pastedInWords({ brought, unknown }: PastedWidgets): string {
  const list = (names: readonly string[]) => names.map((one) => `$${one}`).join(', ');
  return [
    brought.length > 0 && t('Variables that came along: {names}.', { names: list(brought) }),
    unknown.length > 0 &&
      t('There is no variable here for {names}: add one, or choose something else in the settings.', {
        names: list(unknown),
      }),
  ]
    .filter(Boolean)
    .join(' ');
}
