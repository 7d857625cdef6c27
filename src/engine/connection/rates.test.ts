import { expect, it } from 'vitest';
import { Rates } from './rates.ts';

it('tells nothing before a second has been looked at, then what came in it, to a tenth', () => {
  const rates = new Rates();
  rates.tick(1_000, 5_000, 10_000);
  expect(rates).toMatchObject({ framesPerSecond: 0, readingsPerSecond: 0 });
  rates.tick(1_003, 5_030, 11_000);
  expect(rates).toMatchObject({ framesPerSecond: 3, readingsPerSecond: 30 });
  // A tick comes late where the machine is busy: what came is spread over the time it took.
  rates.tick(1_004, 5_031, 12_500);
  expect(rates).toMatchObject({ framesPerSecond: 0.7, readingsPerSecond: 0.7 });
  rates.tick(1_004, 5_031, 13_500);
  expect(rates).toMatchObject({ framesPerSecond: 0, readingsPerSecond: 0 });
});

it('goes on where the clock was set back, or stood', () => {
  const rates = new Rates();
  rates.tick(0, 0, 10_000);
  rates.tick(10, 20, 11_000);
  rates.tick(20, 40, 11_000);
  rates.tick(30, 60, 5_000);
  expect(rates).toMatchObject({ framesPerSecond: 10, readingsPerSecond: 20 });
  rates.tick(35, 70, 6_000);
  expect(rates).toMatchObject({ framesPerSecond: 5, readingsPerSecond: 10 });
});
