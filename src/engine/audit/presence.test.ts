import { expect, it, vi } from 'vitest';
import { FakeLocks } from './locks.fixture.ts';
import { Presence } from './presence.ts';

it('is seen by others from the moment it shows itself until it leaves', async () => {
  const locks = new FakeLocks();
  const here = new Presence(locks, 'here');
  const there = new Presence(locks, 'there');
  expect(await there.isGone('here')).toBe(true);
  expect(await here.show()).toBe(true);
  expect(await here.show()).toBe(true);
  expect(await there.isGone('here')).toBe(false);
  here.leave();
  await vi.waitFor(async () => expect(await there.isGone('here')).toBe(true));
});

it('is seen without a break where it leaves and shows itself again at once', async () => {
  const locks = new FakeLocks();
  const here = new Presence(locks, 'here');
  await here.show();
  here.leave();
  const again = here.show();
  for (let turn = 0; turn < 10; turn += 1) {
    expect(locks.names()).toContain('here');
    await Promise.resolve();
  }
  expect(await again).toBe(true);
  expect(locks.names()).toEqual(['here']);
});

it('is seen by nobody where the browser has no locks, or refuses them; then nobody is called gone', async () => {
  const none = new Presence(undefined, 'here');
  expect(await none.show()).toBe(false);
  expect(await none.isGone('there')).toBe(false);
  const refused = () => Promise.reject(new DOMException('no', 'SecurityError'));
  const denied = new Presence({ request: refused, query: refused }, 'here');
  expect(await denied.show()).toBe(false);
  expect(await denied.isGone('there')).toBe(false);
});
