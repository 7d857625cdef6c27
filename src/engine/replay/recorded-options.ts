import { withoutSecrets } from '../../model/connection-secrets.ts';
import { withoutKnown } from '../inspection/known-secrets.ts';
import { redactedFrame } from '../inspection/redact-frame.ts';

/** A path into what arrives, or a constant: it is needed to read the recording, and no secret but where it has a known one in it. */
const NEEDED = /^[$=]/;

/**
 * A connection's options without secrets, as a recording of it has them. They stay such as its protocol takes: a path stands for what arrives,
 * whatever the names beside it sound like.
 * @param known secrets in use on the connection
 */
export function recordedOptions(
  options: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Record<string, unknown> {
  const clean = JSON.stringify(withoutSecrets(options, []), (_name, value: unknown) => {
    if (typeof value !== 'string') return value;
    return (NEEDED.test(value) ? withoutKnown : redactedFrame)(value, known);
  });
  return JSON.parse(clean);
}
