import { vi } from 'vitest';

/** A browser's `ImageData`, of which painting needs the pixels only. */
export function stubImageData(): void {
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      constructor(width: number, height: number) {
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
}
