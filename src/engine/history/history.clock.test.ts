import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeLocks, forgetAll, loadPage, NOW } from './history.fixture.ts';

const MINUTE = 60_000;

beforeEach(forgetAll);

describe('a clock that is set back', () => {
  it('between two loads costs nothing of what the page wrote that came after', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const before = loadPage();
    await before.start();
    before.series().append(NOW, 1);
    before.clock.now = NOW + 5 * MINUTE;
    before.series().append(before.clock.now, 1);
    await before.leave();
    const after = loadPage({ at: NOW + 2 * MINUTE });
    await after.start();
    for (let n = 0; n < 100; n++) {
      after.clock.now += 5_000;
      after.series().append(after.clock.now, 2);
      after.series('other').append(after.clock.now, 2);
      await after.history.save();
    }
    after.history.stop();
    const last = loadPage({ at: after.clock.now + 1_000 });
    await last.start();
    expect(last.find('other')?.samples.length).toBe(100);
    expect(last.find()?.samples.length).toBe(102);
    last.history.stop();
  });
});
