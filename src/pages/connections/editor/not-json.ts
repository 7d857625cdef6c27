/** What stands in a field for JSON and is none yet. It travels with the draft as it was typed, so that nothing is saved in its place. */
export class NotJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What is typed into a field for JSON; undefined where nothing is. */
export function jsonOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return new NotJson(text);
  }
}

/** A value as a field for JSON shows it. */
export function textOfJson(value: unknown): string {
  if (value instanceof NotJson) return value.text;
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

/**
 * A value without what is no JSON yet.
 * @param found gets the ways to where it stood
 */
export function withoutNotJson(
  value: unknown,
  found: (readonly PropertyKey[])[],
  way: readonly PropertyKey[] = [],
): unknown {
  if (value instanceof NotJson) {
    found.push(way);
    return undefined;
  }
  if (Array.isArray(value)) return value.map((one, index) => withoutNotJson(one, found, [...way, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const kept = withoutNotJson(one, found, [...way, name]);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}
