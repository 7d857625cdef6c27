/** The frames the bench sends and what Signalbox is told about them. */

/** Kinds of frames, by the name they have in the report. */
export const KINDS = ['json', 'drogue', 'clown-talk', 'json-batch'] as const;
export type Kind = (typeof KINDS)[number];

/** Readings in one frame of a kind while it is measured. */
export function readingsPerFrame(kind: Kind): number {
  return kind === 'json-batch' ? 200 : 1;
}

const SERIES_ON_SCREEN = 50;
const CHARTS = 12;
const QUANTITY = 'temperature';
const UNIT = '°C';

/** Name of a kind's nth device. */
function device(kind: Kind, index: number): string {
  return kind === 'clown-talk' ? `thermometer/a${index}` : `sensor-${index}`;
}

const NOISE = Array.from({ length: 4093 }, (_, n) => Math.sin(n * 12.9898 + (n % 7)) * 0.3);
const SWING_MS = 45_000;

/** A plausible value: a slow swing, another for each series, with a sensor's noise on it. */
function value(n: number, series: number, time: number): number {
  const swing = Math.sin((time / SWING_MS) * 2 * Math.PI + (n % series));
  return Math.round((21 + 4 * swing + (NOISE[n % NOISE.length] ?? 0)) * 1000) / 1000;
}

function jsonReading(n: number, series: number, time: number): string {
  return `{"id":"${device('json', n % series)}","ts":${time},"quantity":"${QUANTITY}","value":${value(n, series, time)},"unit":"${UNIT}"}`;
}

function drogueEvent(n: number, series: number, time: number): string {
  const name = device('drogue', n % series);
  const id = `0f5c3a52-8f0e-4f6c-9f57-${n.toString(16).padStart(12, '0')}`;
  return `{"specversion":"1.0","id":"${id}","source":"drogue://plant/${name}","type":"io.drogue.event.v1","subject":"telemetry","time":"${new Date(time).toISOString()}","datacontenttype":"application/json","dataschema":"urn:drogue:iot:temperature","application":"plant","applicationuid":"5d1c2b7e-2f0c-4c8e-a7a5-6a5a1f0d6b11","device":"${name}","deviceuid":"7f9be6a0-1f7e-4b73-9a43-${name.padStart(12, '0')}","instance":"drogue","sender":"${name}","data":{"${QUANTITY}":${value(n, series, time)}}}`;
}

function clownTalkLine(n: number, series: number, time: number): string {
  return `["${device('clown-talk', n % series)}",{"${QUANTITY}":[${value(n, series, time)},"${UNIT}"]}]\n`;
}

/**
 * One frame to be measured.
 * @param n readings sent before it, which decides device and value
 * @param series how many series the readings go round
 * @param time when it is sent, epoch ms
 */
export function frame(kind: Kind, n: number, series: number, time: number): string {
  switch (kind) {
    case 'json':
      return jsonReading(n, series, time);
    case 'drogue':
      return drogueEvent(n, series, time);
    case 'clown-talk':
      return clownTalkLine(n, series, time);
    case 'json-batch':
      return batch(n, series, () => time, readingsPerFrame(kind));
  }
}

function batch(n: number, series: number, time: (i: number) => number, length: number): string {
  return `[${Array.from({ length }, (_, i) => jsonReading(n + i, series, time(i))).join(',')}]`;
}

/**
 * One frame of the past: a reading of each series at one moment, as far as the kind can hold several. The clown-talk protocol has no
 * times; its frames count as of when they arrive.
 * @returns the frames that say so
 */
export function pastFrames(kind: Kind, n: number, series: number, time: number): readonly string[] {
  switch (kind) {
    case 'json':
    case 'json-batch':
      return [batch(n, series, () => time, series)];
    case 'drogue':
      return Array.from({ length: series }, (_, i) => drogueEvent(n + i, series, time));
    case 'clown-talk':
      return [Array.from({ length: series }, (_, i) => clownTalkLine(n + i, series, time)).join('')];
  }
}

/** `config.json` for one kind. */
export function configFor(kind: Kind, port: number, maxSamplesPerSeries?: number): object {
  const common = {
    id: 'bench',
    url: `ws://127.0.0.1:${port}`,
    silenceSeconds: 3600,
    staleAfterSeconds: 3600,
  };
  const mapping = {
    device: '$.id',
    time: '$.ts',
    values: '$.value',
    quantity: '$.quantity',
    unit: '$.unit',
  };
  const own =
    kind === 'drogue'
      ? { protocol: 'drogue', application: 'plant' }
      : kind === 'clown-talk'
        ? { protocol: 'clown-talk' }
        : { protocol: 'json', mapping };
  return {
    title: 'Bench',
    connections: [{ ...common, ...own }],
    dashboards: ['dashboards/bench.json'],
    limits: { maxDevices: 10_000, ...(maxSamplesPerSeries !== undefined && { maxSamplesPerSeries }) },
  };
}

/** Twelve charts of fifty series, all on one screen of 1920 × 1080. */
export function dashboardFor(kind: Kind, window: string): unknown {
  const widgets: Record<string, unknown> = {};
  const wide: unknown[] = [];
  let next = 0;
  for (let chart = 0; chart < CHARTS; chart++) {
    const length = Math.floor(SERIES_ON_SCREEN / CHARTS) + (chart < SERIES_ON_SCREEN % CHARTS ? 1 : 0);
    const series = Array.from({ length }, () => ({
      connection: 'bench',
      device: device(kind, next++),
      quantity: QUANTITY,
    }));
    const id = `chart-${chart}`;
    widgets[id] = { type: 'timeseries', title: `Chart ${chart + 1}`, options: { series } };
    wide.push({ widget: id, x: (chart % 4) * 3, y: Math.floor(chart / 4) * 6, w: 3, h: 6 });
  }
  return {
    kind: 'signalbox/dashboard',
    version: 2,
    metadata: { id: 'bench', title: 'Bench' },
    spec: { window, widgets, layout: { wide } },
  };
}
