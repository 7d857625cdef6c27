import { expect, it } from 'vitest';
import { isKioskAddress } from './address.ts';

it('is a wall’s under /kiosk and with ?kiosk, and nowhere else', () => {
  for (const [path, query] of [
    ['/kiosk', ''],
    ['/kiosk/hall', '?x=1'],
    ['/', '?kiosk'],
    ['/dashboards/own/a', '?window=1m&kiosk='],
    ['/dashboards/deployment/a%20b', '?kiosk'],
    ['/dashboards/link', '?kiosk'],
  ] as const)
    expect(isKioskAddress(path, query)).toBe(true);
  for (const [path, query] of [
    ['/', ''],
    ['/kiosks', ''],
    ['/', '?var-kiosk=1'],
    ['/devices', '?kiosk'],
    ['/dashboards', '?kiosk'],
    ['/dashboards/own/a/edit', '?kiosk'],
    ['/dashboards/deployment/kiosk', ''],
  ] as const)
    expect(isKioskAddress(path, query)).toBe(false);
});
