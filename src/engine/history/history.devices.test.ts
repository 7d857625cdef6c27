import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActuatorDomain, ActuatorInfo, DeviceInfo } from '../../model/catalogue.ts';
import { Archive } from './archive.ts';
import { WITHOUT_DEVICES } from './format.ts';
import { CONNECTION, chunks, DATABASE, forgetAll, HOUR, loadPage, NOW } from './history.fixture.ts';

beforeEach(forgetAll);

type Page = ReturnType<typeof loadPage>;

/** A device that has been heard of, which takes an order. What it is was said, unless it only measures. */
function hear(
  page: Page,
  info: Omit<DeviceInfo, 'connection'>,
  domain?: ActuatorDomain,
  connection = 'c',
  isAnnounced = true,
) {
  const { device } = info;
  const taken: ActuatorInfo[] = domain
    ? [{ connection, device, property: 'state', domain, reports: true }]
    : [];
  page.book(connection).heard.push({
    info: { connection, ...info },
    isAnnounced,
    actuators: new Map(taken.map((one) => [one.property, one])),
  });
}

/** What a page finds that is opened after another one. */
async function found(page: Page, connection = 'c') {
  await page.start();
  return [...page.book(connection).restored.values()];
}

async function leave(page: Page) {
  await page.history.saveDevices();
  await page.leave();
}

/** A page that has heard of a relay has been here. */
async function earlier(more: Parameters<typeof loadPage>[0] = {}) {
  const page = loadPage(more);
  await page.start();
  hear(
    page,
    { device: 'relay', name: 'Pump', kind: 'actuator', facts: { firmware: 'v1' } },
    { type: 'boolean' },
  );
  await leave(page);
}

const RELAY = {
  device: 'relay',
  name: 'Pump',
  kind: 'actuator',
  actuators: [{ property: 'state', domain: { type: 'boolean' }, reports: true }],
  toldAt: NOW,
};

describe('what devices are called and take', () => {
  it('is there again after a reload, though nothing is heard of them', async () => {
    await earlier();
    expect(await found(loadPage({ at: NOW + HOUR }))).toEqual([RELAY]);
  });

  it('is kept a few seconds after it has been heard, and not again while nothing is new', async () => {
    const page = loadPage();
    await page.start();
    const write = vi.spyOn(Archive.prototype, 'writeDevices');
    const seconds = (count: number) => {
      for (let second = 0; second < count; second++) page.history.tick();
    };
    page.series().append(NOW, 20);
    seconds(20);
    expect(write).not.toHaveBeenCalled();
    hear(page, { device: 'relay' }, { type: 'boolean' });
    seconds(5);
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(1));
    seconds(300);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(write).toHaveBeenCalledTimes(1);
    page.history.stop();
    write.mockRestore();
    expect(await found(loadPage())).toHaveLength(1);
  });

  it('stays as long as the retention is while nobody says it again, however often the page is opened', async () => {
    await earlier();
    const later = loadPage({ at: NOW + 23 * HOUR });
    expect(await found(later)).toEqual([RELAY]);
    await leave(later);
    const late = loadPage({ at: NOW + 23.5 * HOUR });
    expect(await found(late)).toEqual([RELAY]);
    // It measures, but what it takes is not said again.
    hear(late, { device: 'relay', name: 'Pump', kind: 'actuator' });
    await leave(late);
    expect(await found(loadPage({ at: NOW + 23.9 * HOUR }))).toEqual([RELAY]);
    expect(await found(loadPage({ at: NOW + 25 * HOUR }))).toEqual([]);
  });

  it('stays no longer of a device that measures all the time, but is never again said to be anything', async () => {
    const gauge = { device: 'gauge', name: 'Boiler' };
    const first = loadPage();
    await first.start();
    hear(first, gauge);
    await leave(first);
    const measuring = loadPage({ at: NOW + 23 * HOUR });
    await measuring.start();
    hear(measuring, gauge, undefined, 'c', false);
    await leave(measuring);
    const kept = { ...gauge, actuators: [], toldAt: NOW };
    expect(await found(loadPage({ at: NOW + 23.9 * HOUR }))).toEqual([kept]);
    expect(await found(loadPage({ at: NOW + 25 * HOUR }))).toEqual([]);

    const saying = loadPage({ at: NOW + 23 * HOUR });
    await saying.start();
    hear(saying, gauge);
    await leave(saying);
    expect(await found(loadPage({ at: NOW + 25 * HOUR }))).toEqual([{ ...kept, toldAt: NOW + 23 * HOUR }]);
  });

  it('is only what is said of them now when nobody has said for the retention what they take', async () => {
    await earlier();
    const page = loadPage({ at: NOW + 23 * HOUR });
    await page.start();
    hear(page, { device: 'relay', name: 'Pump' });
    page.clock.now = NOW + 25 * HOUR;
    await leave(page);
    expect(await found(loadPage({ at: NOW + 25 * HOUR }))).toEqual([
      { device: 'relay', name: 'Pump', actuators: [], toldAt: NOW + 25 * HOUR },
    ]);
  });

  it('is replaced by what is said of them now', async () => {
    await earlier();
    const page = loadPage({ at: NOW + HOUR });
    await page.start();
    hear(page, { device: 'relay', name: 'Fan' }, { type: 'choice', options: ['low', 'high'] });
    await leave(page);
    const actuators = [
      { property: 'state', domain: { type: 'choice', options: ['low', 'high'] }, reports: true },
    ];
    expect(await found(loadPage({ at: NOW + HOUR }))).toEqual([
      { device: 'relay', name: 'Fan', actuators, toldAt: NOW + HOUR },
    ]);
  });

  it('is kept of no connection that keeps no readings, and forgotten with its readings, and with those of another person', async () => {
    const silent = { ...CONNECTION, history: false };
    await earlier({ connections: [silent] });
    expect(await found(loadPage())).toEqual([]);

    await earlier();
    expect(await found(loadPage({ connections: [silent] }))).toEqual([]);
    expect(await found(loadPage())).toEqual([]);

    for (const wipe of ['forget', 'forgetConnection'] as const) {
      await earlier();
      const wiping = loadPage();
      expect(await found(wiping)).toEqual([RELAY]);
      await wiping.history[wipe]('c');
      await wiping.leave();
      expect(await found(loadPage())).toEqual([]);
    }

    await earlier();
    expect(await found(loadPage({ person: 'eve' }))).toEqual([]);
    await earlier();
    const elsewhere = { ...CONNECTION, url: 'ws://other/stream' };
    expect(await found(loadPage({ connections: [elsewhere] }))).toEqual([]);
  });

  it('stays of connections that are switched off', async () => {
    await earlier();
    const other = { ...CONNECTION, id: 'e' };
    expect(await found(loadPage({ connections: [other], history: { kept: ['c'] } }), 'e')).toEqual([]);
    expect(await found(loadPage())).toEqual([RELAY]);
  });

  it('is bounded, and holds no secret that a name may bear', async () => {
    const page = loadPage();
    await page.start();
    for (let n = 0; n < 3_000; n++) hear(page, { device: `d${n}`, name: 'n'.repeat(1_000) });
    hear(page, { device: 'last', name: 'x' });
    await leave(page);
    const kept = await found(loadPage());
    expect(kept.length).toBeGreaterThan(500);
    expect(JSON.stringify(kept).length).toBeLessThan(300_000);

    forgetAll();
    const telling = loadPage();
    await telling.start();
    hear(telling, { device: 'd', name: 'Pump password=swordfish' });
    await leave(telling);
    expect(JSON.stringify(await found(loadPage()))).not.toContain('swordfish');
  });

  it('takes nothing of the readings that a page before has kept without it', async () => {
    const page = loadPage();
    await page.start();
    page.series().append(NOW, 20);
    await page.leave();
    const [chunk] = await chunks();
    await Archive.delete(DATABASE);
    const old = await openDB(DATABASE, WITHOUT_DEVICES, {
      upgrade(db) {
        db.createObjectStore('person');
        db.createObjectStore('chunks', { keyPath: ['from', 'connection', 'run'] }).createIndex('facts', [
          'savedAt',
          'size',
        ]);
      },
    });
    await old.put('person', 'ada', 'subject');
    await old.put('chunks', chunk);
    old.close();
    const after = loadPage();
    await after.start();
    expect(after.find()?.samples.length).toBe(1);
  });
});
