import type { Role } from './command.ts';

/** Whoever ranks higher may do all that those below may. */
export const RANK: Readonly<Record<Role, number>> = { viewer: 0, technician: 1, admin: 2 };

/** Told to who does not rank high enough. @param least what is needed @param own what they have */
export function lackingRole(least: Role, own: Role): string {
  return `Needs the role ${least}; you are signed in as ${own}: ask for that role.`;
}
