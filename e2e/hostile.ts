import type { Page } from '@playwright/test';
import type { Demo } from '../demo/demo.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { ChartTile } from './pages/tile.ts';

/** A device name that would be an image, and run a script, were it taken for markup. */
export const MARKUP = '<img src=x onerror="globalThis.wasRendered = true">';

export const LONG = 'long '.repeat(200_000);

/** A CloudEvent as Drogue sends them. @param rest its members beside those that all have */
export function droguesEvent(rest: string): string {
  return `{"specversion":"1.0","type":"io.drogue.event.v1","source":"s",${rest}}`;
}

function onOverview(title: string) {
  return async (page: Page) => {
    await page.getByRole('link', { name: 'Overview' }).click();
    const chart = new OverviewPage(page).chart(title);
    await chart.show();
    return chart;
  };
}

function ofDevice(device: string, quantity: string) {
  return async (page: Page) => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
    await new DevicesPage(page).open(device);
    return new ChartTile(page, quantity);
  };
}

/** What each of the other back ends might send in its own form: how to send it, and how much of it nobody can read. */
export const HOSTILE: readonly {
  readonly id: string;
  /** Shows a chart of it. */
  readonly line: (page: Page) => Promise<ChartTile>;
  readonly unreadable: number;
  readonly send: (backEnds: Demo['backEnds']) => void;
}[] = [
  {
    id: 'fleet',
    line: onOverview('Power'),
    unreadable: 6,
    send({ drogue }) {
      for (const frame of [
        'not JSON at all',
        '{"specversion":"1.0","id":',
        '[]',
        '42',
        '{"device":5}',
        '['.repeat(50_000),
        droguesEvent(
          '"id":"h1","device":"meter-workshop","data":{"power":1e400,"__proto__":{"polluted":true}}',
        ),
        droguesEvent('"id":"h2","device":"__proto__","data":{"toString":1}'),
        droguesEvent(`"id":"h3","device":"meter-workshop","data":{"note":"${LONG}"}`),
        droguesEvent(`"id":"h4","device":${JSON.stringify(MARKUP)},"data":{${JSON.stringify(MARKUP)}:1}`),
        droguesEvent(`"id":"h5","device":"deep","data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
        droguesEvent('"id":"h6","device":"meter-workshop","time":"9999-99-99","data":[1,2]'),
      ]) {
        drogue.injectFrame(frame);
      }
    },
  },
  {
    id: 'cells',
    line: onOverview('Office and lab temperature'),
    unreadable: 9,
    send({ kamea }) {
      for (const payload of [
        'not JSON at all',
        42,
        null,
        [[[]]],
        { deviceId: 7 },
        { deviceId: 'C5C80001', telemetries: JSON.parse('{"__proto__":{"polluted":true},"x":{"y":1}}') },
        { deviceId: '__proto__', telemetries: { toString: 1 } },
        { deviceId: 'C5C80001', telemetries: [{ name: LONG, value: 1 }] },
        { deviceId: 'C5C80001', telemetries: [{ name: 'temperature', value: 'warm' }] },
        { deviceId: MARKUP, telemetries: [{ name: MARKUP, value: 1, unit: MARKUP }] },
        Buffer.from([0xff, 0xfe, 0]),
      ]) {
        kamea.injectEvent(payload);
      }
      kamea.injectEvent();
      for (const packet of [
        'not JSON at all',
        '2/devices,["telemetries",{"deviceId":"C5C80001","telem',
        '2/devices,{"deviceId":"C5C80001"}',
        '2/devices,',
        '51-/devices,["telemetries",{"_placeholder":true,"num":0}]',
      ]) {
        kamea.injectPacket(packet);
      }
    },
  },
  {
    id: 'edge',
    line: onOverview('Cold store and outdoor'),
    unreadable: 6,
    send({ streambed }) {
      streambed.injectFrame('<html>no field of the format</html>\n\n');
      for (const data of [
        'not JSON at all',
        '[]',
        '{"TemperatureRead":{"temperature":1e400}}',
        '{"TemperatureRead":{"temperature":"21"}}',
        '{"TemperatureRead":{"temperature":-1}}',
        '{"__proto__":{"polluted":true}}',
        `{"TemperatureRead":"${LONG}"}`,
        JSON.stringify({ TemperatureRead: { temperature: MARKUP } }),
      ]) {
        streambed.injectFrame(`data: ${data}\n\n`);
      }
      streambed.injectFrame(': half an event follows\ndata: {"TemperatureRead":{"temp');
    },
  },
  {
    id: 'jobs',
    line: ofDevice('user:1', 'percent'),
    unreadable: 9,
    send({ webchannel }) {
      webchannel.injectFrame(Uint8Array.from({ length: 256 }, (_, byte) => byte));
      webchannel.injectFrame(new Uint8Array(0));
      for (const text of [
        'not JSON at all',
        '{"message":"half a mess',
        '[]',
        'null',
        '['.repeat(50_000),
        `{"message":${JSON.stringify(MARKUP)},"percent":1e400}`,
        '{"percent":"much","__proto__":{"polluted":true},"constructor":5}',
        `{"note":"${LONG}"}`,
        JSON.stringify({ [MARKUP]: MARKUP }),
        `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
        JSON.stringify(MARKUP),
      ]) {
        webchannel.injectFrame(new TextEncoder().encode(text));
      }
    },
  },
  {
    id: 'service',
    line: ofDevice('lab', 'temperature'),
    unreadable: 9,
    send({ json }) {
      for (const frame of [
        'not JSON at all',
        '{"id":"lab","at":',
        '',
        '[[], 42, null]',
        '42',
        '['.repeat(50_000),
        '{"id":"lab","at":"9999-99-99","values":{"temperature":1e400,"__proto__":{"polluted":true}}}',
        '{"id":"__proto__","values":{"toString":1}}',
        `{"id":"lab","values":{"note":"${LONG}"}}`,
        `{"id":"${LONG}","values":{"temperature":1}}`,
        '{"id":"lab","values":[[1, 2], {"x":[]}]}',
        JSON.stringify({ id: MARKUP, values: { [MARKUP]: 1 } }),
        `{"id":"deep","values":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
        JSON.stringify({ error: MARKUP }),
        `{"error":"${LONG}"}`,
      ]) {
        json.injectFrame(frame);
      }
    },
  },
];
