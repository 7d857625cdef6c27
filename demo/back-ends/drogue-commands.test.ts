import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drogueOn, KEY, of } from './drogue.fixture.ts';
import { call, until } from './test-client.ts';
import { type TestPlant, testToken } from './test-plant.ts';

const PORT = 6285;

describe('commands of Drogue', () => {
  const rig = drogueOn(PORT);
  const { start, join } = rig;
  let plant: TestPlant;

  const url = (path: string) => `http://localhost:${PORT}/api/command/v1alpha1/apps/${path}`;
  const DIMMER = url('fleet/devices/dimmer-1?command=level');

  function order(address: string, token: string | null, payload: unknown = { level: 70 }): Promise<Response> {
    return call(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(payload),
    });
  }

  beforeEach(() => {
    plant = rig.begin();
  });
  afterEach(() => rig.end());

  it.each(['technician', 'admin'] as const)(
    'takes those of a %s and reports what came of them',
    async (role) => {
      await start({ publish: 3_600_000 });
      const client = await join(`/fleet/light?${KEY}`);
      expect((await order(DIMMER, testToken(role))).status).toBe(202);
      await until(() => expect(of(client, 'dimmer-1').at(-1)?.data).toEqual({ level: 70 }));
      expect(plant.dimmer()).toBe(70);
      expect(plant.orders).toMatchObject([{ device: 'dimmer-1', property: 'level', value: 70 }]);
    },
  );

  it('accepts before anything has come of them', async () => {
    await start({ actuatorDelay: 3_600_000 });
    expect((await order(DIMMER, testToken('admin'))).status).toBe(202);
    await until(() => expect(plant.orders).toHaveLength(1));
    expect(plant.dimmer()).toBe(40);
  });

  it.each([
    ['nobody', null, 401],
    ['somebody whose token has expired', testToken('admin', -1), 401],
    ['a viewer', testToken('viewer'), 403],
  ])('refuses those of %s', async (_who, token, status) => {
    await start();
    const answer = await order(DIMMER, token);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(plant.orders).toEqual([]);
  });

  it.each([
    'other/devices/dimmer-1',
    'public/devices/weather-1',
    'fleet/devices/toaster',
    'fleet/devices/%E0',
  ])('answers 406 for %s', async (path) => {
    await start();
    expect((await order(url(`${path}?command=level`), testToken('admin'))).status).toBe(406);
  });

  it.each([
    ['level', { level: 'high' }],
    ['level', { level: 101 }],
    ['level', 'x'],
    ['level', null],
    ['dance', { level: 5 }],
  ])('accepts what the device then ignores: %s %j', async (command, payload) => {
    await start();
    const address = url(`fleet/devices/dimmer-1?command=${command}`);
    expect((await order(address, testToken('admin'), payload)).status).toBe(202);
    // The next one is delivered after it.
    await order(DIMMER, testToken('admin'), { level: 1 });
    await until(() => expect(plant.dimmer()).toBe(1));
    expect(plant.orders).toHaveLength(1);
  });

  it('knows other paths, methods and a missing command for what they are', async () => {
    await start();
    expect((await call(`http://localhost:${PORT}/`)).status).toBe(404);
    expect((await call(DIMMER)).status).toBe(405);
    expect((await order(url('fleet/devices/dimmer-1'), testToken('admin'))).status).toBe(400);
  });

  it('lets a page of another origin send them', async () => {
    await start();
    const answer = await call(DIMMER, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
  });
});
