import { describe, expect, it } from 'vitest';
import { addressProblem, isMixed } from './usable.ts';

describe('an address', () => {
  it.each([
    ['wss://plant.example/x?a=b', ''],
    ['https://plant.example', ''],
    ['ws://plant.example/', ''],
    ['ws://192.168.1.20/', ''],
    ['http://hub.local/', ''],
    ['ws://127.0.0.2/', ''],
    ['http://a.localhost/', ''],
    ['https://plant.example/stream#part', ''],
    ['http://plant.example/devices#', ''],
    ['https://plant.example/?next=ws://#x', ''],
    ['wss://plant.example/#', 'Its address has a part behind #'],
    ['ws://plant.example/#x?token=hunter2', 'Its address has a part behind #'],
    ['WSS://plant.example/#x?token=hunter2', 'Its address has a part behind #'],
    ['plant?token=hunter2', 'Its address is not a valid URL.'],
    ['', 'Its address is not a valid URL.'],
  ])('has a problem only where no browser can open it, of which nothing is quoted: %j', (url, problem) => {
    const found = addressProblem(url);
    expect(found === '' ? '' : found.slice(0, problem.length)).toBe(problem);
    expect(found).not.toContain('hunter2');
  });

  it.each([
    ['ws://plant.example/', true],
    ['http://plant.example/', true],
    ['ws://192.168.1.20/', true],
    ['http://hub.local/', true],
    ['http://localhost.example/', true],
    ['http://127.example/', true],
    ['http://notlocalhost/', true],
    ['ws://localhost:1/', false],
    ['http://a.localhost/', false],
    ['http://127.0.0.1:2/', false],
    ['ws://127.0.0.2/', false],
    ['ws://127.1/', false],
    ['ws://[::1]:3/', false],
    ['wss://plant.example/', false],
    ['https://192.168.1.20/', false],
  ])('may be kept from a page of https: unless it is encrypted or of the same machine: %s', (url, mixed) => {
    expect(isMixed(url, 'https:')).toBe(mixed);
    expect(isMixed(url, 'http:')).toBe(false);
  });
});
