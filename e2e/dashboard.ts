import type { Page } from '@playwright/test';

/** A widget as a dashboard has it. */
interface Widget {
  readonly type: string;
  readonly title: string;
  readonly options: object;
}

const COLUMNS = 3;
const SIZE = { w: 4, h: 8 };

/** Serves a dashboard of these widgets instead of the demo's. */
export async function serveDashboard(page: Page, ...widgets: readonly Widget[]): Promise<void> {
  const named = widgets.map((widget, index) => [`w${index}`, widget] as const);
  const document = {
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id: 'controls', title: 'Controls' },
    spec: {
      widgets: Object.fromEntries(named),
      layout: {
        wide: named.map(([widget], index) => ({
          widget,
          x: (index % COLUMNS) * SIZE.w,
          y: Math.floor(index / COLUMNS) * SIZE.h,
          ...SIZE,
        })),
      },
    },
  };
  await page.route('**/dashboards/overview.json', (route) => route.fulfill({ json: document }));
}

/** A relay of the demo's bridge. */
const relay = (address: string) => ({ connection: 'bridge', device: `relay/${address}`, property: 'state' });

export const HEATER = relay('i2c0-3b');
export const FAN = relay('i2c0-3f');
export const DIMMER = { connection: 'fleet', device: 'dimmer-1', property: 'level' };
