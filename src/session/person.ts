import type { OidcConfig } from '../config/index.ts';
import type { Person } from '../model/command.ts';
import type { SessionUser } from './provider.ts';
import { claimsOf, roleFor, rolesAt } from './roles.ts';

/** Who the provider says somebody is, and what that makes them here: their roles are in the ID token, else in the access token. */
export function personOf({ profile, access_token }: SessionUser, config: OidcConfig): Person {
  const claimed = rolesAt(profile, config.rolesClaim);
  const provided = claimed.length > 0 ? claimed : rolesAt(claimsOf(access_token), config.rolesClaim);
  return {
    subject: profile.sub,
    name: profile.name ?? profile.preferred_username ?? profile.sub,
    role: roleFor(provided, config.roles),
  };
}
