/** Addresses of dashboards: the overview, the deployment's, a person's own, and a link's. */
const DASHBOARD = /^\/(dashboards\/((deployment|own)\/[^/]+|link))?\/?$/;

/**
 * Whether an address is a wall's: `/kiosk/…`, or any dashboard with `?kiosk`.
 * @param pathname within the deployment
 */
export function isKioskAddress(pathname: string, search: string): boolean {
  if (/^\/kiosk(\/|$)/.test(pathname)) return true;
  return DASHBOARD.test(pathname) && new URLSearchParams(search).has('kiosk');
}
