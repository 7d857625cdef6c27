import { expect, test } from './fixtures.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { OverviewPage } from './pages/overview.ts';

test.use({ times: { streambedCut: 3_000 } });

/** Two streams, each cut twice. */
const REOPENED_STREAMS = 4;
/** A replay holds ten readings: with more equal ones in a row nobody can tell whether it brings a new one. */
const UNDECIDABLE_RUN = 11;

function longestRun(values: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (const [index, value] of values.entries()) {
    run = index > 0 && value === values[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

test('The streams that the server cuts off and replays show no flicker', async ({ page, signIn, demo }) => {
  await signIn('viewer', ConnectionsPage.path);
  const edge = new ConnectionsPage(page).item('edge');
  await edge.expectStatus('online');
  const statuses = await edge.noteStatus();
  const { streambed } = demo.backEnds;
  const opened = streambed.streams;
  await expect
    .poll(() => streambed.streams, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(opened + REOPENED_STREAMS);
  await edge.expectStatus('online');
  expect(await statuses()).toEqual(['online']);
  expect(await edge.figure('Reconnects')).toBe(0);
});

test('What a cut stream replays is not counted twice', async ({ page, signIn, demo }) => {
  const { streambed } = demo.backEnds;
  const emitted = () => streambed.emitted('1').length + streambed.emitted('2').length;
  // A first stream replays what it has as history, which counts as no reading: wait until there is plenty of it.
  await expect.poll(() => streambed.emitted('1').length).toBeGreaterThanOrEqual(3);
  await signIn('viewer');
  const chart = new OverviewPage(page).chart('Cold store and outdoor');
  await chart.show();
  await expect.poll(() => chart.samples()).toBeGreaterThan(1);

  /** Readings shown more than were emitted; below 0 while one is on its way. */
  const surplus = async () => (await chart.samples()) - emitted();
  /** Where it stands when nothing is on its way: what was shown is looked at a few times between the readings of some rounds. */
  const settledSurplus = async () => {
    const before = emitted();
    let most = await surplus();
    await expect
      .poll(
        async () => {
          most = Math.max(most, await surplus());
          return emitted();
        },
        { intervals: [50] },
      )
      .toBeGreaterThan(before + 8);
    return most;
  };
  const first = await settledSurplus();
  const firstReading = streambed.emitted('1').length;
  const opened = streambed.streams;
  let worst = first;
  await expect
    .poll(
      async () => {
        worst = Math.max(worst, await surplus());
        return streambed.streams;
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(opened + REOPENED_STREAMS);
  const last = await settledSurplus();

  expect(worst).toBeLessThanOrEqual(first);
  const isDecidable = ['1', '2'].every(
    (entity) => longestRun(streambed.emitted(entity).slice(firstReading - UNDECIDABLE_RUN)) < UNDECIDABLE_RUN,
  );
  if (isDecidable) expect(last).toBe(first);
});
