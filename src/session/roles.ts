import type { Role } from '../model/command.ts';

/** The provider's names of our roles. Whoever has none of them is a viewer. */
export interface RoleNames {
  readonly technician: readonly string[];
  readonly admin: readonly string[];
}

/** What stands at a dotted path of claims; own properties only, so that a path cannot reach a prototype. */
function claimAt(claims: unknown, path: string): unknown {
  let at: unknown = claims;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Object.entries(at).find(([key]) => key === step)?.[1];
  }
  return at;
}

/** Roles at a dotted claim path: a list of texts, or one text with spaces between (as `scope` has it). */
export function rolesAt(claims: unknown, path: string): readonly string[] {
  // A provider may name a claim by an address with dots in it; such a name is taken whole first.
  const whole = typeof claims === 'object' && claims !== null && Object.hasOwn(claims, path);
  const value = whole ? Object.entries(claims).find(([key]) => key === path)?.[1] : claimAt(claims, path);
  if (typeof value === 'string') return value.split(/\s+/).filter((role) => role !== '');
  return Array.isArray(value) ? value.filter((role): role is string => typeof role === 'string') : [];
}

/** The highest of our roles that the provider's roles give. */
export function roleFor(provided: readonly string[], names: RoleNames): Role {
  if (provided.some((role) => names.admin.includes(role))) return 'admin';
  if (provided.some((role) => names.technician.includes(role))) return 'technician';
  return 'viewer';
}

/**
 * The claims of a JWT, unchecked: good enough to decide what the page offers, since every back end checks the token itself.
 * @returns undefined where it is no JWT (an opaque access token)
 */
export function claimsOf(token: string): unknown {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (c) =>
      c.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
