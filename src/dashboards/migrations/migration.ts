/** A JSON object nothing of which has been checked. */
export type Loose = Readonly<Record<string, unknown>>;

/**
 * One step of the document from a version to the next. Pure: it never changes what it gets, and never throws, whatever it gets. It leaves
 * alone what is not as its version has it, so that the schema names it afterwards.
 */
export type Migration = (document: Loose) => Loose;

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
