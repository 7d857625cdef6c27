import { expect, it } from 'vitest';
import { answeredOf, latestOf } from './latest.ts';

const seriesOf = (quantity: string) => ({ connection: 'hub', device: 'probe', quantity });

it('An answer to the list of before gives each series of the next one its own value, and one that was found in between none yet', () => {
  const humidity = seriesOf('humidity');
  const temperature = seriesOf('temperature');
  const answered = answeredOf([humidity, temperature], {
    kind: 'latest',
    id: 1,
    times: Float64Array.of(100, 200),
    values: Float64Array.of(40, 21),
  });
  expect(latestOf([humidity, seriesOf('light'), temperature], answered)).toEqual([
    { time: 100, value: 40 },
    undefined,
    { time: 200, value: 21 },
  ]);
});
