import {
  IconBell,
  IconCpu,
  IconLayoutDashboard,
  IconLayoutGrid,
  IconListCheck,
  IconPlugConnected,
  IconUserCircle,
} from '@tabler/icons-react';
import type { PlainText } from '../ui/text.ts';

/** A page that the rail leads to. */
interface Place {
  readonly to: string;
  readonly word: PlainText;
  readonly icon: typeof IconBell;
}

/** What is wanted all day: these are in a phone's bar, under the thumb. */
export const NEAR: readonly Place[] = [
  { to: '/', word: 'Overview', icon: IconLayoutDashboard },
  { to: '/dashboards', word: 'Dashboards', icon: IconLayoutGrid },
  { to: '/devices', word: 'Devices', icon: IconCpu },
  { to: '/alarms', word: 'Alarms', icon: IconBell },
];

/** What is wanted now and then: a phone has it one step further. */
export const FURTHER: readonly Place[] = [
  { to: '/connections', word: 'Connections', icon: IconPlugConnected },
  { to: '/audit', word: 'Audit', icon: IconListCheck },
  { to: '/account', word: 'Account', icon: IconUserCircle },
];
