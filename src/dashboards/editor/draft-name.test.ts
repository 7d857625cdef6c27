import { describe, expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { DraftName } from './draft-name.ts';

const DRAFT = { name: 'before', document: dashboardDocument('one'), basedOn: 1, changedAt: 1 };
const RESTORED = dashboardDocument('one');
const OTHER = dashboardDocument('one');

describe('the name of what is kept', () => {
  it('is the editor’s own, until a draft of before is gone on with', () => {
    const name = new DraftName('own');
    expect(name.changed(OTHER)).toBeNull();
    expect(name.now).toBe('own');
    expect(name.goOnWith(DRAFT)).toBe('own');
    expect(name.changed(RESTORED)).toBeNull();
    expect(name.now).toBe('before');
  });

  it('is the editor’s own again once the draft is undone, which is there as it was', () => {
    const name = new DraftName('own');
    name.goOnWith(DRAFT);
    name.changed(RESTORED);
    expect(name.undone()).toBe(DRAFT);
    expect(name.undone()).toBeNull();
    expect(name.changed(OTHER)).toBeNull();
    expect(name.now).toBe('own');
  });

  it('is the draft’s once more where that is done again: saved then, it is offered no more', () => {
    const name = new DraftName('own');
    name.goOnWith(DRAFT);
    name.changed(RESTORED);
    name.changed(OTHER);
    name.undone();
    expect(name.changed(OTHER)).toBeNull();
    expect(name.changed(RESTORED)).toBe('own');
    expect(name.now).toBe('before');
    expect(name.undone()).toBe(DRAFT);
  });

  it('puts nothing back that was saved, and goes on under its name', () => {
    const name = new DraftName('own');
    name.goOnWith(DRAFT);
    name.changed(RESTORED);
    name.done();
    expect(name.now).toBe('before');
    expect(name.undone()).toBeNull();
  });
});
