import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qrPath } from './qr-path.ts';

const SCALE = 4;

/** The drawing as a camera has it: grey values, four bytes a pixel. */
function picture({ size, path }: ReturnType<typeof qrPath>) {
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(length)) * SCALE; column += 1) {
        const at = (row * width + column) * 4;
        data.fill(0, at, at + 3);
      }
    }
  }
  return { width, height: width, data };
}

describe('a QR code', () => {
  it('says to a phone what it was drawn for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) => {
        expect(decodeQR(picture(qrPath(text)))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('has a quiet zone of four modules on all sides', () => {
    const { size, path } = qrPath('https://id.example.com/device?user_code=WDJB-MJHT');
    for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(length), Number(y) + 1)).toBeLessThanOrEqual(size - 4);
    }
    expect(path).toContain('M4 4h7v1h-7z');
  });

  it('cannot be drawn of more than the largest code holds', () => {
    expect(() => qrPath('x'.repeat(3000))).toThrow();
  });
});
