import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Shares } from './shares.ts';

/** Takes as many places as are to be had, up to `wanted`; gives how many. */
function takeAll(shares: Shares, connection: string, wanted: number): number {
  let taken = 0;
  while (taken < wanted && shares.hasPlace(connection)) {
    shares.take(connection);
    taken += 1;
  }
  return taken;
}

describe('Shares', () => {
  it('keeps the floors of the others free, whoever floods first', () => {
    const shares = new Shares(1_000, 100, ['a', 'b', 'c']);
    expect(takeAll(shares, 'a', 10_000)).toBe(800);
    expect(takeAll(shares, 'b', 10_000)).toBe(100);
    expect(takeAll(shares, 'c', 40)).toBe(40);
    expect(shares.hasPlace('b')).toBe(false);
    expect(takeAll(shares, 'c', 10_000)).toBe(60);
  });

  it('gives everything to a connection that is alone', () => {
    expect(takeAll(new Shares(1_000, 100, ['a']), 'a', 10_000)).toBe(1_000);
  });

  it('keeps no more than half for floors where connections are many', () => {
    const names = Array.from({ length: 50 }, (_, index) => `c${index}`);
    const shares = new Shares(1_000, 100, names);
    expect(takeAll(shares, 'c0', 10_000)).toBe(1_000 - 49 * 10);
    for (const name of names.slice(1)) expect(takeAll(shares, name, 10_000)).toBe(10);
  });

  it('keeps nothing for a connection that is not configured', () => {
    const shares = new Shares(100, 10, ['a', 'b']);
    expect(takeAll(shares, 'stranger', 1_000)).toBe(80);
    expect(takeAll(shares, 'stranger', 1_000)).toBe(0);
    expect(takeAll(shares, 'a', 1_000)).toBe(10);
  });

  it('always has a place below the floor and never one above the maximum, in whatever order they come', () => {
    const names = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(60),
        fc.array(fc.tuple(fc.constantFrom(...names, 'stranger'), fc.nat(80))),
        (most, wantedFloor, asks) => {
          const shares = new Shares(most, wantedFloor, names);
          const floor = Math.min(wantedFloor, Math.floor(most / 8));
          const taken = new Map<string, number>();
          for (const [name, wanted] of asks) {
            taken.set(name, (taken.get(name) ?? 0) + takeAll(shares, name, wanted));
            const total = [...taken.values()].reduce((sum, one) => sum + one, 0);
            expect(total).toBeLessThanOrEqual(most);
            for (const one of names) {
              if ((taken.get(one) ?? 0) < floor) expect(shares.hasPlace(one)).toBe(true);
            }
          }
        },
      ),
    );
  });
});
