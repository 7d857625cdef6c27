import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command } from '../model/command.fixture.ts';
import type { News } from '../model/door.ts';
import { NewsDesk } from './news.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A desk, and what it has sent to a page that takes everything at once, or nothing unless it is told to. */
function desk(takes = true) {
  const sent: News[] = [];
  const made = new NewsDesk({ connections: () => null, changedSeries: () => [] }, (news) => {
    sent.push(news);
    if (takes) made.taken();
  });
  return { sent, desk: made };
}

const line = { time: 0, connection: 'c', device: '', level: 'info', text: 'boot' } as const;

describe('the news desk', () => {
  it('sends nothing when nothing has changed', () => {
    const { sent, desk: news } = desk();
    news.touch();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([]);
  });

  it('gathers many changes of one thing into the newest', () => {
    const { sent, desk: news } = desk();
    for (let n = 0; n < 1000; n++) news.device({ connection: 'c', device: 'd', name: String(n) });
    vi.advanceTimersByTime(250);
    expect(sent).toEqual([{ devices: [{ connection: 'c', device: 'd', name: '999' }] }]);
  });

  it('passes a changed report on at once, and one that says the same again with what is of no hurry', () => {
    const { sent, desk: news } = desk();
    const report = { connection: 'c', device: 'd', property: 'state', value: true, at: 1, stale: false };
    news.reported({ ...report, at: 2 }, false);
    vi.advanceTimersByTime(20);
    expect(sent).toEqual([]);
    news.reported({ ...report, value: false, at: 3 });
    vi.advanceTimersByTime(20);
    expect(sent).toEqual([{ reported: [{ ...report, value: false, at: 3 }] }]);
    news.reported({ ...report, value: false, at: 4 }, false);
    vi.advanceTimersByTime(250);
    expect(sent).toHaveLength(2);
  });

  it('does not make a command wait for slower news', () => {
    const { sent, desk: news } = desk();
    news.log(line);
    news.command(command());
    vi.advanceTimersByTime(20);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.commands).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
  });

  it('counts the log lines of a flood instead of sending them all', () => {
    const { sent, desk: news } = desk();
    for (let n = 0; n < 10_000; n++) news.log(line);
    vi.advanceTimersByTime(250);
    expect(sent[0]?.log).toHaveLength(101);
    expect(sent[0]?.log?.[0]?.text).toContain('9900 more');
  });

  it('keeps the newest log lines for a page that has not taken the last message, and counts those before them first', () => {
    const { sent, desk: news } = desk(false);
    news.log({ ...line, text: 'first' });
    vi.advanceTimersByTime(250);
    for (let n = 1; n <= 150; n++) {
      news.log({ ...line, text: `${n}` });
      vi.advanceTimersByTime(1_000);
    }
    news.taken();
    const log = sent[1]?.log ?? [];
    expect(log.slice(1).map(({ text }) => text)).toEqual(
      Array.from({ length: 100 }, (_, index) => `${index + 51}`),
    );
    expect(log[0]?.text).toContain('50 more');
    expect(log.map(({ id }) => id)).toEqual(Array.from({ length: 101 }, (_, index) => index + 2));
    news.log({ ...line, text: 'then' });
    news.taken();
    vi.advanceTimersByTime(250);
    expect(sent[2]?.log?.map(({ text }) => text)).toEqual(['then']);
  });

  it('keeps warnings and what others say where one connection says too much at once', () => {
    const { sent, desk: news } = desk();
    news.log({ ...line, level: 'warning', text: 'no unit' });
    news.log({ ...line, connection: 'other', text: 'boot' });
    for (let n = 0; n < 1_000; n++) news.log({ ...line, text: `${n}` });
    vi.advanceTimersByTime(250);
    const texts = sent[0]?.log?.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(101);
    expect(texts[0]).toContain('902 more');
    expect(texts.slice(1, 4)).toEqual(['no unit', 'boot', '902']);
  });

  it('cuts a text that is too long', () => {
    const { sent, desk: news } = desk();
    news.log({ ...line, text: 'x'.repeat(1_000_000) });
    vi.advanceTimersByTime(250);
    expect(sent[0]?.log?.[0]?.text).toHaveLength(500);
  });

  it('says that a connection is gone, and nothing of it that was gathered before', () => {
    const { sent, desk: news } = desk();
    news.device({ connection: 'c', device: 'old' });
    news.device({ connection: 'other', device: 'd' });
    news.removed('c');
    news.device({ connection: 'c', device: 'new' });
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.removed).toEqual(['c']);
    expect(sent[0]?.devices?.map((one) => one.device)).toEqual(['d', 'new']);
    news.touch();
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(1);
  });

  it('sends nothing more before the page has taken the last, and then the newest of everything at once', () => {
    const { sent, desk: news } = desk(false);
    const report = { connection: 'c', device: 'd', property: 'state', value: true, at: 0, stale: false };
    for (let at = 0; at < 60_000; at += 10) {
      news.reported({ ...report, value: at % 20 === 0, at });
      news.gone({ connection: 'c', device: 'd', quantity: 'q' });
      vi.advanceTimersByTime(10);
    }
    expect(sent).toHaveLength(1);
    news.taken();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual({
      reported: [{ ...report, value: false, at: 59_990 }],
      gone: [{ connection: 'c', device: 'd', quantity: 'q' }],
    });
    news.reported({ ...report, at: 60_000 });
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(2);
    news.taken();
    expect(sent).toHaveLength(3);
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(3);
  });

  it('keeps to its times where the page has taken the last before they are over', () => {
    const { sent, desk: news } = desk(false);
    news.log(line);
    vi.advanceTimersByTime(250);
    news.log(line);
    news.taken();
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(100);
    news.command(command());
    vi.advanceTimersByTime(10);
    expect(sent).toHaveLength(2);
  });

  it('does not wait for the page where what follows must not come before it', () => {
    const { sent, desk: news } = desk(false);
    news.log(line);
    news.sendNow();
    news.command(command());
    news.sendNow();
    expect(sent).toHaveLength(2);
    news.command(command());
    news.taken();
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(2);
    news.taken();
    expect(sent).toHaveLength(3);
  });
});
