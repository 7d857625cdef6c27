import { expect, it } from 'vitest';
import { dashboardDocument } from '../../dashboards/document.fixture.ts';
import { unsavedOf } from './unsaved.ts';

function draft(id: string, basedOn: number) {
  return { name: `draft of ${id}`, document: dashboardDocument(id), basedOn, changedAt: 1 };
}

it('A draft is found again from the list where no dashboard of the list leads to it', () => {
  const drafts = [draft('there', 3), draft('new', 0), draft('gone', 2), draft('older', 0), draft('gone', 1)];
  expect(unsavedOf(drafts, new Set(['there']))).toEqual([
    { title: 'Title of new', wasSaved: false, address: '/dashboards/new' },
    { title: 'Title of gone', wasSaved: true, address: '/dashboards/own/gone/edit' },
  ]);
});
