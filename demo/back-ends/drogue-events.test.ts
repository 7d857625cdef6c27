import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drogueOn, events, hears, KEY, of } from './drogue.fixture.ts';
import { type TestSocket, until } from './test-client.ts';

const ids = (client: TestSocket) => events(client).map(({ source, id }) => `${source} ${id}`);

describe('Drogue sends', () => {
  const rig = drogueOn(6275);
  const { start, join } = rig;

  beforeEach(() => {
    rig.begin();
  });
  afterEach(() => rig.end());

  it('CloudEvents of every device on its channel', async () => {
    await start();
    const client = await join(`/fleet?${KEY}`);
    await hears(client, 6);
    const [meter] = of(client, 'meter-workshop');
    expect(meter).toMatchObject({
      specversion: '1.0',
      source: expect.any(String),
      id: expect.any(String),
      type: 'io.drogue.event.v1',
      subject: 'power',
      datacontenttype: 'application/json',
      application: 'fleet',
      device: 'meter-workshop',
      instance: expect.any(String),
      sender: expect.any(String),
      data: { power: 180, energy: 12, voltage: 230 },
    });
    expect(new Date(String(meter?.time)).toISOString()).toBe(meter?.time);
    expect(of(client, 'meter-office').length).toBeGreaterThan(0);
    expect(of(client, 'dimmer-1')[0]).toMatchObject({ subject: 'light', data: { level: 40 } });
  });

  it('only the channel that was asked for', async () => {
    await start();
    const client = await join(`/fleet/light?${KEY}`);
    await hears(client, 4);
    expect(new Set(events(client).map(({ subject }) => subject))).toEqual(new Set(['light']));
  });

  it('nested, binary and presence payloads now and then', async () => {
    await start({ publish: 0 });
    const client = await join(`/fleet?${KEY}`);
    await until(() => {
      const all = events(client);
      expect(all).toContainEqual(
        expect.objectContaining({
          data: expect.objectContaining({ geoloc: { lat: expect.any(Number), lon: expect.any(Number) } }),
        }),
      );
      expect(all).toContainEqual(
        expect.objectContaining({ device: 'tag-7', data_base64: expect.any(String) }),
      );
      const presence = all.filter(({ type }) => type === 'io.drogue.connection.v1');
      expect(presence).toContainEqual(expect.objectContaining({ data: { connected: true } }));
      expect(presence).toContainEqual(expect.objectContaining({ data: { connected: false } }));
    });
    expect(of(client, 'tag-7').find((event) => 'data_base64' in event)).not.toHaveProperty('data');
  });

  it('an exact duplicate now and then', async () => {
    await start({ publish: 0 });
    const client = await join(`/fleet?${KEY}`);
    await until(() => expect(new Set(ids(client)).size).toBeLessThan(client.heard.length));
    const repeated = client.heard.filter((text, index) => client.heard.indexOf(text) !== index);
    expect(repeated.length).toBe(client.heard.length - new Set(ids(client)).size);
  });

  it('every event to every socket without a group, and to one socket of each group', async () => {
    await start({ publish: 0 });
    const path = `/fleet?${KEY}`;
    const alone = await join(path);
    const wall = [await join(`${path}&group_id=wall`), await join(`${path}&group_id=wall`)] as const;
    const desk = await join(`${path}&group_id=desk`);
    // What was on its way while the others joined is left out.
    const from = alone.heard.length + 8;
    await hears(alone, from + 60);
    const [left, right] = wall.map((member) => new Set(ids(member)));
    const all = new Set(ids(alone).slice(from));
    expect(left?.size).toBeGreaterThan(10);
    expect(right?.size).toBeGreaterThan(10);
    expect([...(left ?? [])].filter((id) => right?.has(id))).toEqual([]);
    // Each member gets every device, however regularly the devices take turns.
    for (const member of wall) {
      expect(new Set(events(member).map(({ device }) => device)).size).toBeGreaterThan(2);
    }
    const known = new Set([...(left ?? []), ...(right ?? [])]);
    expect([...all].slice(0, 40).filter((id) => !known.has(id))).toEqual([]);
    const desked = new Set(ids(desk));
    expect([...all].slice(0, 40).filter((id) => !desked.has(id))).toEqual([]);
  });

  it('extra devices at the rate that was set, each in turn', async () => {
    rig.extend(['device-0001', 'device-0002', 'device-0003']);
    await start({ publish: 3_600_000 }, 10);
    const client = await join(`/fleet/sensor?${KEY}`);
    await hears(client, 9);
    // Ten a second and device at ten steps a second: each once a step.
    const inTurn = [...new Set(ids(client))].map((id) => id.split(' ')[0]);
    expect(new Set(inTurn.slice(0, 3)).size).toBe(3);
    expect(inTurn.slice(3, 6)).toEqual(inTurn.slice(0, 3));
    expect(events(client)[0]?.data).toEqual({ value: 50 });
  });

  it('raw text to every socket when a test wants it', async () => {
    await start({ publish: 3_600_000 });
    const [first, second] = [await join(`/fleet?${KEY}`), await join('/public')];
    rig.drogue.injectFrame('{"half');
    for (const client of [first, second]) await until(() => expect(client.heard).toContain('{"half'));
  });
});
