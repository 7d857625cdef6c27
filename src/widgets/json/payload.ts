import type { Json } from '../../model/command.ts';

/** A payload as it was typed: a JSON value, or why it is none. */
export type Payload = { readonly value: Json } | { readonly problem: string };

/** Reads what was typed. Never throws. */
export function readPayload(text: string): Payload {
  if (text.trim() === '') return { problem: 'Type a JSON payload first, such as "on" or 21.5.' };
  try {
    const value: Json = JSON.parse(text);
    return { value };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: `This is not JSON: ${why}` };
  }
}
