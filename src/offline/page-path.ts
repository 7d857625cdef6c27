/** What addresses of the page begin with below its folder, as the router has them. Every other address there is somebody else's: a provider's, a back end's. */
export const FIRST_SEGMENTS: readonly string[] = [
  '',
  'index.html',
  'account',
  'alarms',
  'audit',
  'connections',
  'dashboards',
  'devices',
  'kiosk',
];

/** Whether an address is of one of the page's own places. @param path below the folder that the page is in, still encoded */
export function isPagePath(path: string): boolean {
  const [first = ''] = path.split('/');
  // The router does not mind how they are written.
  return FIRST_SEGMENTS.includes(first.toLowerCase());
}
