/**
 * Whether an address is a wall's: `/kiosk/…`, or any dashboard with `?kiosk`.
 * @param pathname within the deployment
 */
export function isKioskAddress(pathname: string, search: string): boolean {
  return /^\/kiosk(\/|$)/.test(pathname) || new URLSearchParams(search).has('kiosk');
}
