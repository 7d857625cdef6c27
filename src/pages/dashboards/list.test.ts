import { describe, expect, it } from 'vitest';
import { withIdsOnce } from '../../dashboards/deployment.ts';
import { dashboardDocument } from '../../dashboards/document.fixture.ts';
import type { StoredDashboard } from '../../dashboards/store/store.ts';
import { ANY, addressOf, fitting, listOf, tagsFrom, tagsOf } from './list.ts';

function own(id: string, title: string, tags: string[] = []): StoredDashboard {
  const made = dashboardDocument(id);
  const document = { ...made, metadata: { id, title, tags } };
  return { id, content: document, read: { ok: true, document }, changedAt: 5, revision: 1 };
}

const deployment = withIdsOnce([
  { source: 'a.json', loaded: { ok: true, document: dashboardDocument('plant'), changedAt: null } },
  { source: 'b.json', loaded: { ok: true, document: dashboardDocument('plant'), changedAt: 7 } },
  { source: 'c.json', loaded: { ok: false, reason: 'Not there.', problems: ['x: required'] } },
]);
const newer: StoredDashboard = {
  id: 'later',
  content: { version: 99, metadata: { title: 'From the future' } },
  read: { ok: false, problems: ['version: newer'] },
  changedAt: 6,
  revision: 1,
};
const list = listOf(deployment, [
  newer,
  own('boiler', 'Boiler room', ['heat', 'North']),
  own('b', 'B', ['heat']),
]);
const titles = (filter: Partial<typeof ANY>) => fitting(list, { ...ANY, ...filter }).map((one) => one.title);

describe('the list of dashboards', () => {
  it('has all of them, also those that cannot be shown, with what is wrong', () => {
    expect(list.map(({ title, problems }) => [title, problems.length])).toEqual([
      ['Title of plant', 0],
      ['b.json', 1],
      ['c.json', 2],
      ['From the future', 1],
      ['Boiler room', 0],
      ['B', 0],
    ]);
    expect(list[1]?.problems[0]).toMatch(/^b\.json has the id “plant”, as a\.json has\. Give it one/);
    expect(new Set(list.map((one) => one.key)).size).toBe(list.length);
  });

  it('is searched by words of titles and tags, and by tag and source', () => {
    expect(titles({ text: ' boiler  NORTH' })).toEqual(['Boiler room']);
    expect(titles({ text: 'boiler south' })).toEqual([]);
    expect(titles({ tag: 'heat' })).toEqual(['Boiler room', 'B']);
    expect(titles({ source: 'own' })).toEqual(['From the future', 'Boiler room', 'B']);
    expect(titles({})).toHaveLength(6);
  });

  it('tells its tags once each', () => expect(tagsOf(list)).toEqual(['heat', 'North']));
});

it('takes tags as people type them', () => {
  expect(tagsFrom(' heat, North,, heat ,')).toEqual(['heat', 'North']);
});

it('has addresses that any id fits into', () => {
  expect(addressOf('own', 'a/b?c#d')).toBe('/dashboards/own/a%2Fb%3Fc%23d');
});
