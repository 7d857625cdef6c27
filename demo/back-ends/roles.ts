import type { Identity } from './back-end.ts';

/** Whether somebody may send orders: every back end of the demo asks for the role itself, whatever the page has asked for. */
export function mayOrder({ roles }: Pick<Identity, 'roles'>): boolean {
  return roles.includes('technician') || roles.includes('admin');
}
