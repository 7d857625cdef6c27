import { LINKED } from './link.ts';

/** A page of the demo plant that the documentation shows. */
export interface Pictured {
  /** Of the file. */
  readonly name: string;
  /** What is seen, for the list. */
  readonly text: string;
  /** Where that is. */
  readonly path: string;
  readonly isDarkToo?: boolean;
}

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
