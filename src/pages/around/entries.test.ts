import { describe, expect, it } from 'vitest';
import { entriesOf, matching } from './entries.ts';

const entries = entriesOf({
  dashboards: [],
  devices: [{ connection: 'site', device: 'pec-1', name: 'Pec č. 1', facts: {} }],
  series: [],
  widgets: [],
  nameOf: () => 'Site',
});

describe('the palette', () => {
  it('finds by any words in any order, without marks and capitals', () => {
    expect(matching(entries, 'site PEC c', 10).map((one) => one.title)).toEqual(['Pec č. 1']);
    expect(matching(entries, 'nothing of the kind', 10)).toEqual([]);
  });

  it('puts first what begins with what was typed', () => {
    expect(matching(entries, 'd', 3).map((one) => one.title)).toEqual([
      'Dashboards',
      'Devices',
      expect.any(String),
    ]);
  });

  it('leads nowhere but to pages', () => {
    for (const { deed } of entries) expect(['go', 'help', 'favourite', 'print']).toContain(deed.kind);
  });
});
