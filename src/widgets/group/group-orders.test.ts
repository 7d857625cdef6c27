import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setRun } from '../../live/door.ts';
import { emptyStore, keptName, liveStore, takeNews } from '../../live/store.ts';
import { command } from '../../model/command.fixture.ts';
import { entryOf, orderOf } from './group-orders.ts';

const RELAY = { connection: 'bridge', device: 'relay', property: 'state', value: false } as const;
const LAMPS = new Map([
  [0, RELAY],
  [2, { ...RELAY, device: 'lamp' }],
]);

/** What the engine was asked; none of it is answered before `answers`. */
let answers: ((ids: readonly string[]) => void)[] = [];

/** What happens at once has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
/** Each test has a group of its own. */
let test = 0;
const name = () => keptName(`lights ${test}`);
const lights = () => entryOf(name());
const press = () => orderOf(name(), 3, LAMPS);

beforeEach(() => {
  answers = [];
  test += 1;
  const orderGroup = () => new Promise<readonly string[]>((resolve) => answers.push(resolve));
  setRun({
    auditChannel: '',
    post() {},
    ask: (question) => question({ orderGroup } as unknown as Parameters<typeof question>[0]),
    stop() {},
    kill() {},
  });
});
afterEach(() => {
  setRun(null);
  liveStore.setState(liveStore.getInitialState(), true);
});

describe('the orders of a group', () => {
  it('are on their way until the engine has told of them, and another press meanwhile is none', async () => {
    press();
    press();
    expect(answers).toHaveLength(1);
    answers[0]?.(['a', 'b']);
    await settled();
    expect(lights()).toEqual({ ids: [], isOrdering: true, failure: '' });
    takeNews({ commands: ['a', 'b'].map((id) => command({ ...RELAY, id })) });
    await settled();
    expect(lights()).toEqual({ ids: ['a', '', 'b'], isOrdering: false, failure: '' });
  });

  it('keep nobody waiting once the engine was stopped, whether or not it had answered: the next person asked for nothing', async () => {
    for (const ids of [null, ['a', 'b']]) {
      press();
      if (ids) answers.at(-1)?.(ids);
      await settled();
      expect(lights().isOrdering).toBe(true);
      emptyStore();
      await settled();
      expect(lights()).toEqual({ ids: [], isOrdering: false, failure: '' });
    }
  });

  it('leave alone what the next person orders of it, also where their answer comes late', async () => {
    press();
    emptyStore();
    press();
    answers[0]?.(['a', 'b']);
    await settled();
    expect(lights()).toEqual({ ids: [], isOrdering: true, failure: '' });
  });

  it('say why none reached the engine', async () => {
    setRun(null);
    press();
    await settled();
    expect(lights()).toMatchObject({
      isOrdering: false,
      failure: expect.stringMatching(/^Nothing was ordered: ./),
    });
  });
});
