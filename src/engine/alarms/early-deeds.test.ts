import { describe, expect, it, vi } from 'vitest';
import { atStart, hot, plant, SECOND, START } from './desk.fixture.ts';

atStart();

/** Two tabs of one browser. */
async function twoTabs() {
  const writer = await plant([hot]);
  const front = await plant([hot], writer.database);
  await writer.desk.start();
  await front.desk.start();
  /** Until the other tab has been told of what was done before. */
  const told = async () => {
    // Messages between tabs keep their order, and this one shows.
    const marker = `marker-${Date.now()}`;
    for (const tab of [writer, front]) tab.series('temperature', marker).append(Date.now(), 60);
    const id = front.shown().find(({ device }) => device === marker)?.id ?? '';
    front.desk.act({ kind: 'acknowledge', alarms: [id] });
    await vi.waitFor(() => expect(writer.shown().find((one) => one.id === id)?.state).toBe('acknowledged'));
  };
  const stateIn = (tab: typeof writer) => tab.alarms.get([...front.alarms.keys()][0] ?? '')?.state;
  return { writer, front, told, stateIn };
}

describe('what a person does in one tab, in another whose link is late', () => {
  it('counts once the other sees the alarm, and for the next page', async () => {
    const { writer, front, told, stateIn } = await twoTabs();
    front.series().append(START, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [...front.alarms.keys()] });
    await told();
    writer.pass(3 * SECOND);
    writer.series().append(START, 60);
    expect(stateIn(writer)).toBe('acknowledged');
    expect(await writer.journal()).toContain('acknowledged');
    for (const tab of [front, writer]) tab.desk.stop();

    const next = await plant([hot], writer.database);
    await next.desk.start();
    expect(stateIn(next)).toBe('acknowledged');
  });

  it('is about the alarm that they saw: one that is raised again later has to be acknowledged anew', async () => {
    const { writer, front, told, stateIn } = await twoTabs();
    // The device's clock is behind.
    const one = front.series();
    one.append(START - 20 * SECOND, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [...front.alarms.keys()] });
    await told();
    const late = writer.series();
    for (const each of [one, late]) {
      each.append(START - 12 * SECOND, 20);
      each.append(START - 10 * SECOND, 60);
    }
    expect(stateIn(front)).toBe('unacknowledged');
    expect(stateIn(writer)).toBe('unacknowledged');
  });

  it('is about the alarm that they saw, though the other tab still shows the one before', async () => {
    const { writer, front, told, stateIn } = await twoTabs();
    const [one, late] = [front.series(), writer.series()];
    for (const each of [one, late]) each.append(START - 20 * SECOND, 60);
    one.append(START - 9 * SECOND, 20);
    one.append(START - 8 * SECOND, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [...front.alarms.keys()] });
    await told();
    expect(stateIn(writer)).toBe('acknowledged');
    late.append(START - 9 * SECOND, 20);
    late.append(START - 8 * SECOND, 60);
    expect(stateIn(writer)).toBe('acknowledged');
  });

  it('is forgotten after a minute', async () => {
    const { writer, front, told, stateIn } = await twoTabs();
    front.series().append(START, 60);
    front.desk.act({ kind: 'acknowledge', alarms: [...front.alarms.keys()] });
    await told();
    writer.pass(61 * SECOND);
    writer.series().append(START, 60, Date.now());
    writer.series().append(Date.now(), 60);
    expect(stateIn(writer)).toBe('unacknowledged');
  });
});
