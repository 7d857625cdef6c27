import * as z from 'zod/mini';
import type { PlainText } from '../ui/text.ts';

/** What people read about an option: English, for who draws it to translate. */
export interface Words {
  readonly title: PlainText;
  /** One sentence: what it does, or what happens without it. */
  readonly description?: PlainText;
  /** What one of a list is called: Line, Target. */
  readonly item?: PlainText;
  /** The button for one more: Add a line. */
  readonly add?: PlainText;
}

/**
 * Words for options, by the object schema that has them: metadata, as zod has it. They are no part of the definitions because only the editor
 * needs them; and they belong to the object, not to its fields, because fields share schemas.
 */
export const optionWords = z.registry<{ readonly fields: Readonly<Record<string, Words>> }>();

/** Gives the options of an object schema their words. Each has to have some: an option without a name cannot be set by people. */
export function describeOptions<Fields extends z.core.$ZodShape>(
  schema: z.core.$ZodObject<Fields>,
  words: { readonly [Name in keyof Fields]: Words },
): void {
  optionWords.add(schema, { fields: words });
}
