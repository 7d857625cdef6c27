import type { Role } from '../model/command.ts';
import type { Capabilities } from '../model/connection.ts';
import { lackingRole, RANK } from '../model/rank.ts';

/** Whether the person may send commands to a connection, and if not why, in words. */
export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/**
 * Whether somebody may be offered a control, and if not why.
 * @param capabilities of the connection; undefined while nothing has been heard of it
 * @param needed roles that are all asked for: the highest decides
 * @param hasEnded their sign-in has run out
 */
export function permissionOf(
  role: Role,
  capabilities: Capabilities | undefined,
  needed: readonly Role[],
  hasEnded = false,
): Permission {
  if (capabilities && !capabilities.commands) {
    return { allowed: false, why: capabilities.why ?? 'This back end takes no commands.' };
  }
  if (hasEnded) return { allowed: false, why: 'The session has ended. Sign in again to switch.' };
  const least = needed.reduce((highest, one) => (RANK[one] > RANK[highest] ? one : highest), 'viewer');
  if (RANK[role] >= RANK[least]) return { allowed: true };
  return { allowed: false, why: lackingRole(least, role) };
}
