/** One language's texts, compiled from the files of this folder by `scripts/messages.ts`. */
declare module 'virtual:messages/*' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
  /** What sentences with placeholders look like, as sources of regular expressions, and their keys. */
  export const patterns: readonly (readonly [pattern: string, text: string])[];
}
