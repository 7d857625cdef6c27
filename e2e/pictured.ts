import { LINKED } from './link.ts';

/** What the documentation shows. */
interface Shown {
  /** Of the file. */
  readonly name: string;
  /** What is seen, for the list. */
  readonly text: string;
  readonly isDarkToo?: boolean;
}

/** A page of the demo plant. */
export interface Pictured extends Shown {
  /** Where that is. */
  readonly path: string;
}

/** A phone, a desk, a large screen. */
export const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const;
/** The width of those that are dark, too. */
const DARK = SIZES[1];

/** All pages that somebody who is signed in sees, in the order of the documentation. */
export const PICTURED: readonly Pictured[] = [
  { name: 'overview', text: 'The demo plant’s overview', path: '/?window=1m', isDarkToo: true },
  { name: 'dashboards', text: 'All dashboards', path: '/dashboards' },
  {
    name: 'dashboard',
    text: 'One dashboard for all thermometers',
    path: '/dashboards/deployment/thermometer?window=1m&var-device=C5C80001',
  },
  { name: 'linked', text: 'A dashboard that a link carries', path: LINKED },
  { name: 'editor', text: 'A dashboard that is being made', path: '/dashboards/new' },
  { name: 'devices', text: 'All devices', path: '/devices' },
  { name: 'device', text: 'One device', path: '/devices/bridge/thermometer%2Fi2c0-48?window=1m' },
  { name: 'scanner', text: 'The scanner of codes on machines', path: '/devices/scan' },
  { name: 'labels', text: 'Labels with codes, to be printed', path: '/devices/labels' },
  { name: 'alarms', text: 'Alarms as they are now', path: '/alarms', isDarkToo: true },
  { name: 'journal', text: 'The journal of the alarms', path: '/alarms?view=journal' },
  { name: 'connections', text: 'Connections and how they are', path: '/connections' },
  { name: 'connection-editor', text: 'A connection that is being added', path: '/connections/new' },
  { name: 'inspector', text: 'The frames of a connection', path: '/connections/bridge/inspect' },
  { name: 'recording', text: 'A recording that is replayed', path: '/connections/bridge/recording' },
  { name: 'audit', text: 'Every order, and what became of it', path: '/audit' },
  { name: 'account', text: 'The person, language, colours', path: '/account' },
  { name: 'walls', text: 'All wall displays', path: '/kiosk' },
  { name: 'wall', text: 'A wall display', path: '/kiosk/hall', isDarkToo: true },
  { name: 'not-found', text: 'An address that is none', path: '/nowhere' },
];

/** What is seen before there is a session or a configuration. */
export const SIGN_IN: Shown = { name: 'sign-in', text: 'Before signing in' };
export const WALL_SIGN_IN: Shown = {
  name: 'wall-sign-in',
  text: 'A wall display that waits to be signed in by a phone',
};
export const FIRST_STEPS: Shown = { name: 'first-steps', text: 'Where nothing has been set up yet' };
export const MISCONFIGURED: Shown = { name: 'misconfigured', text: 'A configuration that cannot be used' };

const ALL: readonly Shown[] = [SIGN_IN, ...PICTURED, WALL_SIGN_IN, FIRST_STEPS, MISCONFIGURED];

/** Every picture of the documentation, by its file without `.webp`. */
export function allPictures(): ReadonlyMap<string, { readonly width: number; readonly height: number }> {
  return new Map(
    ALL.flatMap(({ name, isDarkToo = false }) => [
      ...SIZES.map((size) => [`${name}-${size.width}`, size] as const),
      ...(isDarkToo ? [[`${name}-${DARK.width}-dark`, DARK] as const] : []),
    ]),
  );
}

function listed({ name, text, isDarkToo = false }: Shown): string {
  const link = (file: string, words: string) => `[${words}](screenshots/${file}.webp)`;
  const further = [link(`${name}-390`, 'phone'), link(`${name}-1920`, 'large screen')];
  if (isDarkToo) further.push(link(`${name}-1440-dark`, 'dark'));
  return `## ${text}\n\n![${text}](screenshots/${name}-1440.webp)\n\nThe same on a ${further.join(', ')}.\n`;
}

/** The list of the pictures, docs/screens.md. */
export function pictureList(): string {
  const head =
    '# Screens\n\nEach page of the demo plant (`npm start`) at a desk; phones and large screens are linked below it.\n';
  return [head, ...ALL.map(listed)].join('\n');
}
