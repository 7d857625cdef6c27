import { afterEach, expect, it, vi } from 'vitest';
import { fetchDeployment } from './deployment.ts';
import { dashboardDocument } from './document.fixture.ts';

afterEach(() => vi.unstubAllGlobals());

it('tells of each of the deployment’s dashboards as soon as its own file is there, in the configuration’s order', async () => {
  const answers = new Map<string, (response: Response | Error) => void>();
  const fetched = (source: string) =>
    new Promise<Response>((resolve, reject) => {
      answers.set(source, (one) => (one instanceof Error ? reject(one) : resolve(one)));
    });
  vi.stubGlobal('fetch', fetched);
  const answer = (source: string, id: string) =>
    answers.get(source)?.(new Response(JSON.stringify(dashboardDocument(id))));

  const told: (readonly [come: readonly string[], awaited: readonly string[]])[] = [];
  const all = fetchDeployment(
    ['a.json', 'b.json', 'c.json'],
    new AbortController().signal,
    ({ dashboards, awaited }) => {
      const come = dashboards.map(({ source, loaded }) => `${source} ${loaded.ok ? 'shown' : loaded.reason}`);
      told.push([come, awaited]);
    },
  );
  answer('b.json', 'b');
  await vi.waitFor(() => expect(told).toEqual([[['b.json shown'], ['a.json', 'c.json']]]));
  answers.get('c.json')?.(new TypeError('Failed to fetch'));
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told[1]).toEqual([
    ['b.json shown', expect.stringMatching(/^c\.json c\.json could not be fetched/)],
    ['a.json'],
  ]);
  // One id leads to one file: the first of the configuration, whichever comes first.
  answer('a.json', 'b');
  await all;
  expect(told[2]).toEqual([
    ['a.json shown', expect.stringMatching(/as a\.json has/), expect.stringMatching(/could not be fetched/)],
    [],
  ]);
});

it('tells nothing any more once nobody wants it', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(dashboardDocument('a'))));
  const aborted = new AbortController();
  const tell = vi.fn();
  const all = fetchDeployment(['a.json'], aborted.signal, tell);
  aborted.abort();
  await all;
  expect(tell).not.toHaveBeenCalled();
});
