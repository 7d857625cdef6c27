import { LEFT_OUT } from '../../model/redacted-text.ts';
import { secretMembers } from '../../model/secret-name.ts';
import { isObject, isScalar, own } from './payload.ts';

/** A notification as a line of the log, which anybody who sees the page can read: secrets are left out. */
export function notificationText(topic: string, payload: unknown): string {
  if (!isObject(payload)) return topic;
  const parts: string[] = [];
  const isSecret = secretMembers(payload);
  for (const key in payload) {
    if (parts.length >= 8) break;
    const value = own(payload, key);
    if (!isScalar(value)) continue;
    const shown = isSecret(key) ? LEFT_OUT : String(value).slice(0, 100);
    parts.push(`${key.slice(0, 50)} ${shown}`);
  }
  return parts.length > 0 ? `${topic}: ${parts.join(', ')}` : topic;
}
