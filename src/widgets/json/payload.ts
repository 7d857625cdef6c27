import type { Json } from '../../model/command.ts';
import { jsonTrouble } from '../../model/json-end.ts';

/** A payload as it was typed: a JSON value, or why it is none. */
export type Payload = { readonly value: Json } | { readonly problem: string };

/** Reads what was typed. Never throws. */
export function readPayload(text: string): Payload {
  if (text.trim() === '') return { problem: 'Type a JSON payload first, such as "on" or 21.5.' };
  try {
    const value: Json = JSON.parse(text);
    return { value };
  } catch {
    return { problem: `This is not JSON: ${jsonTrouble(text)}. Correct it there.` };
  }
}
