import { expect, it } from 'vitest';
import { type Seen, unseen } from './soak-seen.ts';

const EVERY = { turns: 2_000, reconnects: 7_200, alarms: 21_600, renewals: 4_000 };
const MS = 24 * 60_000;
/** What a wall showed in so long, on a machine with other things to do. */
const SEEN: Seen = { turns: 668, reconnects: 200, alarms: 67, renewals: 400 };

it('A soak on whose wall everything was seen about as often as it happened says nothing', () => {
  expect(unseen(SEEN, EVERY, MS)).toEqual([]);
});

it('It says of each thing that was seen less than half as often as it was due', () => {
  const hardly: Seen = { turns: 300, reconnects: 1, alarms: 1, renewals: 0 };
  expect(unseen(hardly, EVERY, MS)).toEqual([
    'turns: of 720 that were due the wall showed 300',
    'reconnects: of 200 that were due the wall showed 1',
    'alarms: of 66 that were due the wall showed 1',
    'renewals: of 360 that were due the wall showed 0',
  ]);
});

it('Where too little time was for a thing to be due, it is to be seen once all the same', () => {
  expect(unseen({ ...SEEN, alarms: 0 }, EVERY, 20_000)).toEqual([
    'alarms: of 0 that were due the wall showed 0',
  ]);
});

it('What was left out is not missed', () => {
  const { turns, renewals } = EVERY;
  expect(unseen({ ...SEEN, reconnects: 0, alarms: 0 }, { turns, renewals }, MS)).toEqual([]);
});
