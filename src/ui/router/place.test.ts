import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAt, matchPath, segmentsOf } from './place.ts';

const matched = (path: string, address: string) => matchPath(path, segmentsOf(address));

it('Whatever a device is called, the address made of its name leads to it', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme' });
  fc.assert(
    fc.property(name, name, (connection, device) => {
      const address = `/${encodeURIComponent(connection)}/${encodeURIComponent(device)}`;
      expect(matched(':connection/:device', address)?.params).toEqual({ connection, device });
    }),
  );
});

it('Slashes, per cent signs and what looks encoded stay in the name', () => {
  for (const device of ['relay/1', '50%', 'a%2Fb', '100%25', 'Pumpe 3 & 4', 'čerpadlo']) {
    expect(matched(':connection/:device', `/hub/${encodeURIComponent(device)}`)?.params.device).toBe(device);
  }
  expect(matched(':connection/:device', '/hub/50%')?.params.device).toBe('50%');
});

it('A route is of all its segments, whatever the case and with a slash at the end, too', () => {
  expect(matched('', '/')).toEqual({ params: {}, rest: [] });
  expect(matched('scan', '/scan/')).not.toBeNull();
  expect(matched('scan', '/Scan')).not.toBeNull();
  expect(matched('scan', '/scanner')).toBeNull();
  expect(matched('own/:id', '/own')).toBeNull();
  expect(matched('own/:id', '/own/')).toBeNull();
  expect(matched('own/:id', '/own/a/edit')).toBeNull();
  expect(matched('own/:id/edit', '/own/a/edit')?.params).toEqual({ id: 'a' });
});

it('A route for everything below leaves the rest to routes further in', () => {
  expect(matched('devices/*', '/devices')?.rest).toEqual([]);
  expect(matched('devices/*', '/devices/hub/relay%2F1')?.rest).toEqual(['hub', 'relay%2F1']);
  expect(matched('devices/*', '/dashboards')).toBeNull();
  expect(matched('*', '/any/thing')?.rest).toEqual(['any', 'thing']);
});

it('A link knows whether the page is its own, or below it', () => {
  expect(isAt('/devices/hub/a', '/devices', false)).toBe(true);
  expect(isAt('/devices-of-old', '/devices', false)).toBe(false);
  expect(isAt('/devices', '/', true)).toBe(false);
  expect(isAt('/', '/', true)).toBe(true);
});
