import { expect, it } from 'vitest';
import { dashboardDocument } from '../../dashboards/document.fixture.ts';
import { createMemoryStore } from '../../dashboards/store/memory.ts';
import { importFiles } from './import-files.ts';

function file(name: string, content = JSON.stringify(dashboardDocument(name))): File {
  return new File([content], `${name}.json`);
}

it('Of several files those that the storage refuses are named, as are those that came in before and after', async () => {
  const store = createMemoryStore();
  const { taken, refused } = await importFiles(
    ['a', 'b', 'c'].map((name) => file(name)),
    {
      get: store.get,
      put: async (document, basedOn) => {
        if (document.metadata.id === 'b') throw new Error('The storage is full.');
        return await store.put(document, basedOn);
      },
    },
  );
  expect(taken).toEqual(['Title of a', 'Title of c']);
  expect(refused).toEqual([{ name: 'b.json', isWrong: false, problems: ['The storage is full.'] }]);
  expect((await store.list()).map(({ id }) => id).sort()).toEqual(['a', 'c']);
});

it('A file that is none of a dashboard is said to be wrong, and one whose id is taken comes in beside it', async () => {
  const store = createMemoryStore();
  const files = [file('a'), file('x', '{"a":'), file('a')];
  const { taken, refused } = await importFiles(files, store);
  expect(taken).toHaveLength(2);
  expect(refused).toMatchObject([{ name: 'x.json', isWrong: true }]);
  expect(await store.list()).toHaveLength(2);
});

it('Nobody is told to correct a file that is too long, or of a newer page', async () => {
  const files = [file('long', ' '.repeat(2 * 1024 * 1024)), file('newer', '{"version":99}')];
  const { refused } = await importFiles(files, createMemoryStore());
  expect(refused).toMatchObject([
    { name: 'long.json', isWrong: false, problems: [expect.stringMatching(/Choose another file/)] },
    { name: 'newer.json', isWrong: false, problems: [expect.stringMatching(/Reload the page/)] },
  ]);
});
