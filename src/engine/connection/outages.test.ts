import { expect, it } from 'vitest';
import { Lane } from './lane.ts';
import { Outages } from './outages.ts';

function setUp() {
  const outages = new Outages();
  const [one, other] = [new Lane('one'), new Lane('other')];
  return { outages, one, other };
}

it('counts no opening that follows on no break', () => {
  const { outages, one, other } = setUp();
  outages.opened(one);
  outages.opened(other);
  expect(outages.count).toBe(0);
});

it('counts an outage of several lanes once, when the first of them is back', () => {
  const { outages, one, other } = setUp();
  outages.broke(one);
  outages.broke(other);
  expect(outages.count).toBe(0);
  outages.opened(one);
  expect(outages.count).toBe(1);
  outages.opened(other);
  expect(outages.count).toBe(1);
});

it('counts each return of a lane that breaks again while another is away', () => {
  const { outages, one, other } = setUp();
  outages.broke(other);
  for (let time = 0; time < 3; time++) {
    outages.broke(one);
    outages.opened(one);
  }
  expect(outages.count).toBe(3);
});

it('counts the next outage anew once all lanes are back', () => {
  const { outages, one, other } = setUp();
  outages.broke(one);
  outages.opened(one);
  outages.broke(other);
  outages.opened(other);
  expect(outages.count).toBe(2);
});
