import { expect, it } from 'vitest';
import { type DraftLockManager, draftLocks } from './draft-locks.ts';

/** A lock manager as all tabs of a browser share it. */
function fakeManager(): DraftLockManager {
  const held = new Map<string, Promise<void>>();
  return {
    async request(name, { ifAvailable }, work) {
      if (held.has(name) && ifAvailable) return work(null);
      await held.get(name);
      const working = Promise.resolve(work({}));
      held.set(name, working);
      await working;
      held.delete(name);
    },
    query: async () => ({ held: [...held.keys()].map((name) => ({ name })) }),
  };
}

it('A draft that one tab is at cannot be claimed by another until the first has let go of it', async () => {
  const manager = fakeManager();
  const [one, other] = [draftLocks(manager), draftLocks(manager)];
  const release = one.hold('a');
  await expect.poll(async () => (await other.held())('a')).toBe(true);
  expect((await other.held())('b')).toBe(false);
  expect(await other.claim('a')).toBeNull();
  release();
  await expect.poll(async () => (await other.held())('a')).toBe(false);
  const claimed = await other.claim('a');
  expect(claimed).not.toBeNull();
  expect(await one.claim('a')).toBeNull();
  claimed?.();
  await expect.poll(async () => (await one.held())('a')).toBe(false);
});

it('Whoever waits for a draft is told once it is let go of, unless they have given up waiting', async () => {
  const manager = fakeManager();
  const [one, other] = [draftLocks(manager), draftLocks(manager)];
  const [waiting, givenUp] = [new AbortController(), new AbortController()];
  const release = one.hold('a');
  await expect.poll(async () => (await other.held())('a')).toBe(true);
  const told: string[] = [];
  const waits = [
    other.free('a', waiting.signal).then((isFree) => told.push(`waiting: ${isFree}`)),
    other.free('a', givenUp.signal).then((isFree) => told.push(`given up: ${isFree}`)),
  ];
  await other.held();
  expect(told).toEqual([]);
  givenUp.abort();
  release();
  await Promise.all(waits);
  expect(told.toSorted()).toEqual(['given up: false', 'waiting: true']);
  expect(await other.claim('a')).not.toBeNull();
});

it('Without locks, or where the browser refuses them, every draft is free', async () => {
  const refusing: DraftLockManager = {
    request: () => Promise.reject(new Error('refused')),
    query: () => Promise.reject(new Error('refused')),
  };
  for (const locks of [draftLocks(undefined), draftLocks(refusing)]) {
    locks.hold('a')();
    expect(await locks.claim('a')).not.toBeNull();
    expect((await locks.held())('a')).toBe(false);
    expect(await locks.free('a', new AbortController().signal)).toBe(false);
  }
});
