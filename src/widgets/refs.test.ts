import { describe, expect, it } from 'vitest';
import { seriesLabels } from './refs.ts';

const series = (device: string, quantity: string, label?: string) => ({
  connection: 'bridge',
  device,
  quantity,
  ...(label === undefined ? {} : { label }),
});

describe('seriesLabels', () => {
  it('names quantities where there is one device', () => {
    expect(seriesLabels([series('a', 'voltage'), series('a', 'power')])).toEqual(['voltage', 'power']);
  });

  it('names devices where there is one quantity', () => {
    expect(seriesLabels([series('a', 'power'), series('b', 'power')])).toEqual(['a', 'b']);
  });

  it('names both where neither tells them apart', () => {
    expect(seriesLabels([series('a', 'power'), series('b', 'voltage')])).toEqual(['a power', 'b voltage']);
  });

  it('prefers the label that somebody chose', () => {
    expect(seriesLabels([series('a', 'power', 'Oven'), series('b', 'power')])).toEqual(['Oven', 'b']);
  });
});
