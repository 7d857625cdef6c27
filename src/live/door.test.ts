import type { Remote } from 'comlink';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { command } from '../model/command.fixture.ts';
import type { EngineDoor } from '../model/door.ts';
import { order, orderGroup, setRun } from './door.ts';
import { EngineLostError } from './run.ts';
import { emptyStore, liveStore, takeNews } from './store.ts';

const RELAY = { connection: 'bridge', device: 'relay', property: 'state' } as const;
const FAN = { ...RELAY, device: 'fan' } as const;

/** Loses the engine that runs. */
let lose = () => {};

beforeEach(() => {
  liveStore.setState(liveStore.getInitialState(), true);
  const door = {
    order: () => Promise.resolve('a'),
    orderGroup: () => Promise.resolve(['a', 'b']),
  } as unknown as Remote<EngineDoor>;
  setRun({
    auditChannel: '',
    post() {},
    ask: (question) =>
      new Promise((resolve, reject) => {
        lose = () => reject(new EngineLostError());
        question(door).then(resolve, reject);
      }),
    stop() {},
    kill() {},
  });
});
afterEach(() => {
  setRun(null);
  liveStore.setState(liveStore.getInitialState(), true);
});

const answered = () => new Promise((resolve) => setTimeout(resolve));

it('An order whose engine is lost after it answered and before it told of the command ends as unknown, under the id that it had', async () => {
  const given = order(RELAY, true);
  await answered();
  lose();
  expect(await given).toBe('a');
  expect([...liveStore.getState().commands.values()]).toMatchObject([
    { ...RELAY, id: 'a', state: 'timed-out' },
  ]);
});

it('Of a group of orders only those are ended so that the engine had not told of', async () => {
  const given = orderGroup([
    { ...RELAY, value: false },
    { ...FAN, value: false },
  ]);
  await answered();
  takeNews({ commands: [command({ ...RELAY, id: 'a', state: 'confirmed' })] });
  lose();
  expect(await given).toEqual(['a', 'b']);
  expect([...liveStore.getState().commands.values()].map(({ id, state }) => [id, state])).toEqual([
    ['a', 'confirmed'],
    ['b', 'timed-out'],
  ]);
});

it('An order is entered once its command is known', async () => {
  let id = '';
  const given = order(RELAY, true).then((one) => {
    id = one;
  });
  await answered();
  expect(id).toBe('');
  takeNews({ commands: [command({ ...RELAY, id: 'a', state: 'sent' })] });
  await given;
  expect(id).toBe('a');
});

it('An order that the engine answered is waited for no longer than that engine, and nothing of it comes after', async () => {
  const given = order(RELAY, true);
  await answered();
  emptyStore();
  await given;
  expect(liveStore.getState().commands.size).toBe(0);
});
