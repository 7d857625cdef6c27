import { expect, it } from 'vitest';
import { dashboardDocument } from '../document.fixture.ts';
import { createMemoryStore } from '../store/memory.ts';
import { createSaver } from './saver.ts';

async function saving() {
  const store = createMemoryStore();
  const first = dashboardDocument('one');
  const { revision } = await store.put(first, 0);
  const states: { basedOn: number; isOutdated: boolean }[] = [];
  const start = { saved: first, basedOn: revision, isOutdated: false, isLasting: false };
  const saver = createSaver(
    async () => store,
    start,
    (state) => states.push(state),
  );
  const revisionNow = async () => (await store.get('one'))?.revision;
  return { store, first, saver, states, revisionNow };
}

it('Two savings at once are one after the other, and neither takes the other for somebody else’s', async () => {
  const { saver, states, revisionNow } = await saving();
  const changes = [dashboardDocument('one'), dashboardDocument('one')];
  const results = await Promise.all(changes.map((document) => saver.save(document)));
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await revisionNow()).toBe(3);
  expect(states.at(-1)).toMatchObject({ saved: changes[1], basedOn: 3, isOutdated: false });
});

it('What is kept as it is is not saved once more', async () => {
  const { first, saver, revisionNow } = await saving();
  expect((await saver.save(first)).ok).toBe(true);
  const changed = dashboardDocument('one');
  await Promise.all([saver.save(changed), saver.save(changed)]);
  expect(await revisionNow()).toBe(2);
});

it('A new dashboard is saved although nothing has been changed yet', async () => {
  const store = createMemoryStore();
  const saved = dashboardDocument('new');
  const saver = createSaver(
    async () => store,
    { saved, basedOn: 0, isOutdated: false, isLasting: false },
    () => undefined,
  );
  expect((await saver.save(saved)).ok).toBe(true);
  expect(await store.get('new')).toBeDefined();
});

it('What somebody else has saved meanwhile stays, and a copy can be saved beside it', async () => {
  const { store, saver, states } = await saving();
  await store.put(dashboardDocument('one'));
  const document = dashboardDocument('one');
  expect((await saver.save(document)).ok).toBe(false);
  expect(states.at(-1)).toMatchObject({ basedOn: 1, isOutdated: true });
  expect((await saver.saveCopy(document, dashboardDocument('copy'))).ok).toBe(true);
  expect(states.at(-1)).toMatchObject({ saved: document, basedOn: 1, isOutdated: false });
});

it('Whoever saves hears whether it lasts, also where the browser keeps it only later', async () => {
  const store = { ...createMemoryStore(), isLasting: false };
  const document = dashboardDocument('one');
  const states: boolean[] = [];
  const saver = createSaver(
    async () => store,
    { saved: dashboardDocument('one'), basedOn: 0, isOutdated: false, isLasting: true },
    ({ isLasting }) => states.push(isLasting),
  );
  expect(await saver.save(document)).toMatchObject({ ok: true, isLasting: false });
  store.isLasting = true;
  expect(await saver.save(document)).toMatchObject({ ok: true, isLasting: true });
  expect(states).toEqual([false, true]);
});

it('An outdated draft that is undone lets what is saved be changed and saved again; done again it is outdated again', async () => {
  const { store, saver, states, revisionNow } = await saving();
  // Another tab has saved before this editor was opened.
  const saved = dashboardDocument('one');
  await saver.save(saved);
  const draft = dashboardDocument('one');
  expect(saver.standOn(1, draft)).not.toBe('');
  saver.follow(draft);
  expect((await saver.save(draft)).ok).toBe(false);
  saver.follow(saved);
  expect(states.at(-1)).toMatchObject({ basedOn: 2, isOutdated: false });
  saver.follow(draft);
  expect(states.at(-1)).toMatchObject({ basedOn: 1, isOutdated: true });
  const onDraft = dashboardDocument('one');
  saver.follow(onDraft);
  expect((await saver.save(onDraft)).ok).toBe(false);
  saver.follow(saved);
  const changed = dashboardDocument('one');
  saver.follow(changed);
  expect((await saver.save(changed)).ok).toBe(true);
  expect(await revisionNow()).toBe(3);
  expect((await store.get('one'))?.content).toEqual(changed);
});

it('A draft of what is saved is saved, and what it was restored as stays good to go back to', async () => {
  const { saver, states } = await saving();
  const draft = dashboardDocument('one');
  expect(saver.standOn(1, draft)).toBe('');
  const changed = dashboardDocument('one');
  saver.follow(changed);
  expect((await saver.save(changed)).ok).toBe(true);
  saver.follow(draft);
  expect((await saver.save(draft)).ok).toBe(true);
  expect(states.at(-1)).toMatchObject({ basedOn: 3, isOutdated: false });
});

it('Whoever cannot save hears whether somebody else has, or what to do with a document that nobody could read again', async () => {
  const { store, first, saver } = await saving();
  const wrong = { ...first, metadata: { ...first.metadata, title: '' } };
  const refused = await saver.save(wrong);
  expect(refused).toMatchObject({ ok: false, isOutdated: false });
  expect(!refused.ok && refused.problem).toMatch(/^Not saved, .* JSON view: metadata\.title: /);
  await store.put(dashboardDocument('one'));
  expect(await saver.save(dashboardDocument('one'))).toMatchObject({ ok: false, isOutdated: true });
});

it('A storage that is full is told from somebody else’s saving', async () => {
  const saved = dashboardDocument('new');
  const saver = createSaver(
    async () => ({ isLasting: true, put: () => Promise.reject(new Error('The storage is full.')) }),
    { saved, basedOn: 0, isOutdated: false, isLasting: true },
    () => undefined,
  );
  expect(await saver.save(saved)).toEqual({ ok: false, problem: 'The storage is full.', isOutdated: false });
});
