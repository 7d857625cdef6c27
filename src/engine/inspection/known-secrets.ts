import { LEFT_OUT } from '../audit/redact.ts';

/** A secret shorter than this would take half of every frame with it. */
const LEAST_LENGTH = 4;

/** How known secrets may be written: as they are, in an address, in a text of JSON. The longest first, for one may be a part of another. */
function formsOf(known: readonly string[]): readonly string[] {
  const forms = known
    .filter((secret) => secret.length >= LEAST_LENGTH)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

/** A text without the secrets that are known. */
export function withoutKnown(text: string, known: readonly string[]): string {
  return formsOf(known).reduce((rest, form) => rest.replaceAll(form, LEFT_OUT), text);
}

/**
 * Where the beginning of a longer text has to end, so that no known secret is in it of which only a part is there.
 * @param text as far as it was read
 */
export function endOfKnown(text: string, known: readonly string[]): number {
  const forms = formsOf(known);
  const longest = forms[0]?.length ?? 0;
  const latest = Math.max(0, text.length - longest);
  let end = latest;
  for (const form of forms) {
    // Whole, but on the way over that edge.
    const start = text.indexOf(form, Math.max(0, latest - form.length + 1));
    if (start >= 0 && start < end) end = start;
  }
  return end;
}
