import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

const BASE = 'https://plant.example/board/';

describe('the way back after signing in', () => {
  it('is where the person was going', () => {
    expect(returnPath('/board/devices?window=1m#x', BASE)).toBe('/board/devices?window=1m#x');
  });

  it('keeps a dashboard that a link carries', () => {
    const link = `/board/dashboards/link#dashboard=${'x'.repeat(8_000)}`;
    expect(returnPath(link, BASE)).toBe(link);
  });

  it('is home where nothing usable was kept', () => {
    for (const wanted of [undefined, null, 7, {}, '', 'devices', `/${'x'.repeat(10_000)}`]) {
      expect(returnPath(wanted, BASE)).toBe('/board/');
    }
  });

  it('never leaves this origin', () => {
    for (const wanted of [
      '//evil.example',
      '/\\evil.example',
      '\\\\evil',
      'https://evil.example/',
      '/\t/evil.example',
      '/..//evil.example',
    ]) {
      expect(new URL(returnPath(wanted, BASE), BASE).origin).toBe('https://plant.example');
    }
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', 'e', '\t', '\n', '%', '?', '#') }),
        (wanted) => {
          expect(new URL(returnPath(wanted, BASE), BASE).origin).toBe('https://plant.example');
        },
      ),
    );
  });

  it('never leaves the folder of this deployment for a neighbour on the same host', () => {
    for (const wanted of ['/', '/other/', '/board', '/boards/x', '/board/../other/']) {
      expect(returnPath(wanted, BASE)).toBe('/board/');
    }
  });

  it("does not play the provider's answer a second time", () => {
    expect(returnPath('/board/?code=1&state=2&window=1m', BASE)).toBe('/board/?window=1m');
  });
});
