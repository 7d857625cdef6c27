import { describe, expect, it } from 'vitest';
import { saverReason } from './saver.ts';

describe('the data saver', () => {
  it('is off on a quick network, and where the browser tells nothing of it', () => {
    expect(saverReason('auto', undefined)).toBeNull();
    expect(saverReason('auto', {})).toBeNull();
    expect(saverReason('auto', { effectiveType: '4g', type: 'wifi', saveData: false })).toBeNull();
  });

  it('comes on by itself where the browser asks for it, on a slow network, and on a mobile one', () => {
    expect(saverReason('auto', { effectiveType: '4g', saveData: true })).toBe('asked');
    for (const effectiveType of ['slow-2g', '2g', '3g']) {
      expect(saverReason('auto', { effectiveType })).toBe('slow');
    }
    expect(saverReason('auto', { effectiveType: '4g', type: 'cellular' })).toBe('metered');
  });

  it('is what the person chose, whatever the network is', () => {
    expect(saverReason('on', { effectiveType: '4g' })).toBe('chosen');
    expect(saverReason('off', { effectiveType: '2g', saveData: true, type: 'cellular' })).toBeNull();
  });
});
