import { expect, type Page } from '@playwright/test';
import type { Demo } from '../demo/demo.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { ConnectionsPage } from './pages/connections.ts';

/** A probe that only the specs know: it says what they have it say, and nothing else. */
export const PROBE = 'probe/1';

/** Alarms of that probe, and of links. */
export const RULES = [
  {
    id: 'probe',
    title: 'Probe too hot',
    advice: 'Let it cool down.',
    kind: 'limit',
    connection: 'bridge',
    device: 'probe/*',
    quantity: 'temperature',
    high: { at: 50, priority: 'medium' },
    highHigh: { at: 80 },
    deadband: 5,
  },
  { id: 'link', title: 'Link down', kind: 'connection', onDelaySeconds: 0 },
];

/** Has the probe say how warm it is. */
export function tell(demo: Demo, temperature: number, device = PROBE): void {
  demo.backEnds.hub.injectFrame(`["${device}", {"temperature": [${temperature}, "℃"]}]\n`);
}

/** The hub has greeted the page: what it says from now on arrives. To be called on the connections page. */
async function expectHeard(page: Page): Promise<void> {
  const bridge = new ConnectionsPage(page).item('bridge');
  await expect.poll(() => bridge.figure('Frames')).toBeGreaterThan(0);
}

/** Opens the alarms once the hub hears the page. */
export async function openAlarms(page: Page): Promise<AlarmsPage> {
  const alarms = new AlarmsPage(page);
  await expectHeard(page);
  await alarms.open();
  return alarms;
}

/** Signs in to a plant that has the {@link RULES}, and waits until the hub hears the page. @param signIn to the connections page */
export async function watch(
  page: Page,
  serveConfig: (change: (config: Demo['config']) => unknown) => Promise<void>,
  signIn: () => Promise<void>,
): Promise<void> {
  await serveConfig((config) => ({ ...config, alarms: RULES }));
  await signIn();
  await expectHeard(page);
}

/** As {@link watch}, and opens the alarms. */
export async function openWatched(...given: Parameters<typeof watch>): Promise<AlarmsPage> {
  await watch(...given);
  return openAlarms(given[0]);
}
