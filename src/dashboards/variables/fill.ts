import type { WidgetEntry } from '../schema.ts';
import type { Variable } from './schema.ts';
import { filled, type Values } from './values.ts';

/** A widget with the variables' values put in. */
export interface FilledEntry {
  readonly entry: WidgetEntry;
  /** Variables it refers to that have no value yet: it cannot be shown before they have. */
  readonly missing: readonly Variable[];
  /** The same for the same values: a widget of other values is another widget. */
  readonly key: string;
}

/** Stands in a title for what has not been chosen. */
const UNKNOWN = '…';

/** Puts values into a widget's title and into every text of its options. The entry itself stays as it is. */
export function fillEntry(entry: WidgetEntry, variables: readonly Variable[], values: Values): FilledEntry {
  const used = new Set<Variable>();
  const find = (name: string): string | undefined => {
    const variable = variables.find((one) => one.name === name);
    if (!variable) return undefined;
    used.add(variable);
    return values.get(name) ?? UNKNOWN;
  };
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return filled(value, find);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]));
  };
  const next = { ...entry, title: filled(entry.title, find), options: fill(entry.options) };
  return {
    entry: used.size === 0 ? entry : next,
    missing: [...used].filter(({ name }) => !values.has(name)),
    key: JSON.stringify([...used].map(({ name }) => [name, values.get(name) ?? null])),
  };
}
