import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command } from '../model/command.fixture.ts';
import { isOrderUnderWay, watchLeaving } from './leaving.ts';
import { noteRecording } from './recording.ts';
import { emptyStore, takeNews } from './store.ts';
import { loseSight } from './watch/lost-sight.ts';
import { whenIdle, whenUnneeded } from './when-idle.ts';
import { whenUnattended } from './when-unattended.ts';

const press = command({
  id: 'p',
  state: 'confirmed',
  confirmedBy: 'report',
  pulse: { id: 'p', part: 'press', order: { ms: 60_000, release: false } },
});
const listeners = new Map<string, (event: { preventDefault(): void }) => void>();

beforeEach(() => {
  vi.stubGlobal('addEventListener', (type: string, work: () => void) => listeners.set(type, work));
});
afterEach(() => {
  vi.unstubAllGlobals();
  emptyStore();
});

/** @returns whether the pulse was ended, and whether the person was asked to stay */
function close(): { ended: boolean; asked: boolean } {
  const leave = vi.fn();
  const preventDefault = vi.fn();
  watchLeaving(leave);
  listeners.get('beforeunload')?.({ preventDefault });
  return { ended: leave.mock.calls.length > 0, asked: preventDefault.mock.calls.length > 0 };
}

describe('a page that is closed', () => {
  it('goes without a word where no pulse is under way', () => {
    takeNews({ commands: [command({ state: 'confirmed' })] });
    expect(close()).toEqual({ ended: false, asked: false });
  });

  it('ends a pulse that is under way, and asks', () => {
    takeNews({ commands: [press] });
    expect(close()).toEqual({ ended: true, asked: true });
  });

  it('asks while a recording is not saved, as long as the engine that has it runs', () => {
    noteRecording(true);
    expect(close()).toEqual({ ended: false, asked: true });
    loseSight('gone', 0);
    expect(close()).toEqual({ ended: false, asked: false });
  });

  it('ends it although another order to its target was refused meanwhile', () => {
    takeNews({ commands: [press] });
    takeNews({ commands: [command({ id: 's', value: false, state: 'refused' })] });
    expect(isOrderUnderWay()).toBe(true);
    expect(close()).toEqual({ ended: true, asked: true });
  });

  it('ends it however many orders there were since', () => {
    takeNews({ commands: [press] });
    for (let n = 0; n < 600; n++)
      takeNews({ commands: [command({ id: String(n), device: 'fan', state: 'confirmed' })] });
    expect(close()).toEqual({ ended: true, asked: true });
    takeNews({
      commands: [command({ id: 'r', state: 'confirmed', pulse: { id: 'p', part: 'release' } })],
    });
    expect(isOrderUnderWay()).toBe(false);
  });
});

it('A page is loaded anew of itself once no order is under way and no recording waits to be saved; all else waits for orders alone', () => {
  const [shown, reloaded] = [vi.fn(), vi.fn()];
  noteRecording(true);
  takeNews({ commands: [press] });
  whenIdle(shown);
  whenUnneeded(reloaded);
  expect(shown).not.toHaveBeenCalled();
  takeNews({
    commands: [command({ id: 'r', state: 'confirmed', pulse: { id: 'p', part: 'release' } })],
  });
  expect(shown).toHaveBeenCalledTimes(1);
  expect(reloaded).not.toHaveBeenCalled();
  noteRecording(false);
  expect(reloaded).toHaveBeenCalledTimes(1);
});

it('A wall is loaded anew once no order is under way, over a recording that nobody is there to save, and without a question', () => {
  const reloaded = vi.fn();
  noteRecording(true);
  takeNews({ commands: [command({ state: 'sent' })] });
  whenUnattended(reloaded);
  expect(reloaded).not.toHaveBeenCalled();
  takeNews({ commands: [command({ state: 'confirmed' })] });
  expect(reloaded).toHaveBeenCalledTimes(1);
  expect(close()).toEqual({ ended: false, asked: false });
});
