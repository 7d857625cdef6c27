import { deflateRawSync } from 'node:zlib';

/** Address of a dashboard that a link carries. @param content of the dashboard's file, or what somebody put in its place */
export function linkOf(content: string): string {
  return `/dashboards/link#dashboard=${deflateRawSync(content).toString('base64url')}`;
}

/** One with nothing but the heater's switch. */
export const LINKED = linkOf(
  JSON.stringify({
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id: 'shared', title: 'Shared by a link', tags: [] },
    spec: {
      widgets: {
        heater: {
          type: 'switch',
          title: 'Heater',
          options: { actuator: { connection: 'bridge', device: 'relay/i2c0-3b', property: 'state' } },
        },
      },
      layout: { wide: [{ widget: 'heater', x: 0, y: 0, w: 4, h: 6 }] },
    },
  }),
);
