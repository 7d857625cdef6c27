import { describe, expect, it, vi } from 'vitest';
import { atStart, hot, plant, SECOND, START } from './desk.fixture.ts';

atStart();

type Tab = Awaited<ReturnType<typeof plant>>;

/** Two tabs of one browser, of which the first writes where there are locks. */
async function twoTabs(): Promise<readonly [Tab, Tab]> {
  const first = await plant([hot]);
  await first.desk.start();
  const second = await plant([hot], first.database);
  await second.desk.start();
  return [first, second];
}

/** As a browser has it that grants a lock to one tab at a time. */
function withLocks() {
  let isHeld = false;
  const request = (_name: string, options: LockOptions, callback: (lock: object | null) => unknown) => {
    if (!options.ifAvailable) return new Promise(() => {});
    const lock = isHeld ? null : {};
    isHeld = true;
    return callback(lock);
  };
  vi.stubGlobal('navigator', { locks: { request } });
}

function raise(tabs: readonly Tab[], device: string): string {
  for (const tab of tabs) tab.series('temperature', device).append(Date.now(), 60);
  return tabs[0]?.shown().find((one) => one.device === device)?.id ?? '';
}

/** Until one tab has heard all that was done in the other so far: messages keep their order, and this one shows. */
async function heard(by: Tab, from: Tab) {
  const id = raise([by, from], `marker-${by.alarms.size}`);
  from.desk.act({ kind: 'acknowledge', alarms: [id] });
  await vi.waitFor(() => expect(by.alarms.get(id)?.state).toBe('acknowledged'));
}

describe('two tabs of one browser', () => {
  for (const [how, setUp] of [
    ['in turns', withLocks],
    ['both', () => {}],
  ] as const)
    it(`write each deed once, whatever else one of them has seen, where they write ${how}`, async () => {
      setUp();
      const [first, second] = await twoTabs();
      raise([first], 'seen by the first alone');
      const id = raise([first, second], 'd');
      second.desk.act({ kind: 'acknowledge', alarms: [id] });
      second.desk.act({ kind: 'shelve', alarms: [id], forMs: 60 * SECOND });
      // Two deeds of one moment are two, and lines of their own.
      second.desk.act({ kind: 'shelve', alarms: [id], forMs: 90 * SECOND });
      await heard(first, second);
      await first.journal();
      const { entries } = await second.desk.journal(null, 1_000);
      const deeds = entries.filter(({ alarm, by }) => alarm === id && by !== '');
      expect(deeds.map(({ event, until }) => `${event} ${until ?? ''}`).sort()).toEqual([
        'acknowledged ',
        `shelved ${START + 60 * SECOND}`,
        `shelved ${START + 90 * SECOND}`,
      ]);
    });

  describe('of which the first writes', () => {
    const events = async (tab: Tab, id: string) =>
      (await tab.desk.journal(null, 1_000)).entries
        .filter(({ alarm }) => alarm === id)
        .map(({ event }) => event)
        .sort();

    /** The second is loaded anew: what it alone has heard it has written before. */
    async function reloaded([first, second]: readonly [Tab, Tab], lines: number): Promise<Tab> {
      second.desk.stop();
      await vi.waitFor(async () => expect(await first.journal()).toHaveLength(lines));
      const next = await plant([hot], first.database);
      await next.desk.start();
      return next;
    }

    it('keep what only the second has heard, and what was done about it', async () => {
      withLocks();
      const tabs = await twoTabs();
      const [first, second] = tabs;
      const id = raise([second], 'd');
      second.desk.act({ kind: 'acknowledge', alarms: [id] });
      second.pass(6 * SECOND);
      await vi.waitFor(async () => expect(await events(first, id)).toEqual(['acknowledged', 'raised']));
      const ref = { connection: 'c', device: 'd', quantity: 'temperature' };
      expect(await second.desk.marks([ref], START - SECOND, Date.now())).toMatchObject([{ event: 'raised' }]);
      const next = await reloaded(tabs, 2);
      expect(next.only()).toBe('acknowledged');
    });

    it('keep it where the second is closed at once, and what is done about it after that', async () => {
      withLocks();
      const tabs = await twoTabs();
      const [first, second] = tabs;
      raise([second], 'd');
      raise([second], 'e');
      const next = await reloaded(tabs, 2);
      expect(next.shown().map(({ state }) => state)).toEqual(['unacknowledged', 'unacknowledged']);
      next.desk.act({ kind: 'acknowledge', alarms: next.shown().map(({ id }) => id) });
      expect((await reloaded([first, next], 4)).shown().map(({ state }) => state)).toEqual([
        'acknowledged',
        'acknowledged',
      ]);
    });

    it('keep what both have heard once, though they date it differently', async () => {
      withLocks();
      const [first, second] = await twoTabs();
      first.series().append(START - 20 * SECOND, 60);
      second.series().append(START - 8 * SECOND, 60);
      const id = first.shown()[0]?.id ?? '';
      first.series().append(START - 2 * SECOND, 20);
      second.series().append(START - SECOND, 20);
      await first.journal();
      second.pass(6 * SECOND);
      raise([second], 'heard by the second alone');
      second.pass(6 * SECOND);
      await vi.waitFor(async () => expect(await first.journal()).toHaveLength(3));
      expect(await events(first, id)).toEqual(['raised', 'returned']);
    });
  });

  it('leave unacknowledged in the one what was raised anew after what a person saw in the other', async () => {
    const [front, other] = await twoTabs();
    const [late, prompt] = [front.series(), other.series()];
    for (const each of [late, prompt]) each.append(START - 20 * SECOND, 60);
    const id = front.shown()[0]?.id ?? '';
    // The front tab's link is late.
    prompt.append(START - 12 * SECOND, 20);
    prompt.append(START - 10 * SECOND, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [id] });
    await heard(other, front);
    expect(front.alarms.get(id)?.state).toBe('acknowledged');
    expect(other.alarms.get(id)?.state).toBe('unacknowledged');
    late.append(START - 12 * SECOND, 20);
    late.append(START - 10 * SECOND, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [id] });
    await heard(other, front);
    expect(other.alarms.get(id)?.state).toBe('acknowledged');
  });

  it('leave it so after a reload, too', async () => {
    const [front, other] = await twoTabs();
    const [late, prompt] = [front.series(), other.series()];
    for (const each of [late, prompt]) each.append(START - 20 * SECOND, 60);
    const id = front.shown()[0]?.id ?? '';
    prompt.append(START - 12 * SECOND, 20);
    prompt.append(START - 10 * SECOND, 60);
    await front.journal();
    await other.journal();
    other.desk.stop();
    const reloaded = await plant([hot], front.database);
    await reloaded.desk.start();
    front.desk.act({ kind: 'acknowledge', alarms: [id] });
    await heard(reloaded, front);
    expect(reloaded.alarms.get(id)).toMatchObject({ state: 'unacknowledged', raisedAt: START - 10 * SECOND });
  });

  it('take for the same what they date differently but has never ended', async () => {
    const [front, other] = await twoTabs();
    front.series().append(START - 20 * SECOND, 60);
    other.series().append(START - 8 * SECOND, 60);
    const id = front.shown()[0]?.id ?? '';
    front.desk.act({ kind: 'acknowledge', alarms: [id] });
    await heard(other, front);
    expect(other.alarms.get(id)?.state).toBe('acknowledged');
  });
});

describe('a page that is behind the engine', () => {
  it('acknowledges what it shows, and not what was raised since', async () => {
    const { desk, series, alarms, only } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START - 20 * SECOND, 60);
    const [shown] = alarms.values();
    const ids = [shown?.id ?? ''];
    one.append(START - 12 * SECOND, 20);
    one.append(START - 10 * SECOND, 60);
    expect(desk.act({ kind: 'acknowledge', alarms: ids, raised: [shown?.raisedAt ?? null] })).toEqual({
      done: 0,
      refusal: 'It has begun anew since it was shown. Look at it, then acknowledge it.',
    });
    expect(only()).toBe('unacknowledged');
    expect(desk.act({ kind: 'acknowledge', alarms: ids, raised: [START - 10 * SECOND] }).done).toBe(1);
  });

  it('acknowledges what chatters all the same', async () => {
    const { desk, series, only, alarms } = await plant([hot]);
    await desk.start();
    const one = series();
    one.append(START - 3 * SECOND, 60);
    one.append(START - 2 * SECOND, 20);
    one.append(START - SECOND, 60);
    expect(
      desk.act({ kind: 'acknowledge', alarms: [...alarms.keys()], raised: [START - 3 * SECOND] }).done,
    ).toBe(1);
    expect(only()).toBe('acknowledged');
  });
});
