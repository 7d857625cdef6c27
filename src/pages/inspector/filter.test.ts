import { beforeAll, describe, expect, it } from 'vitest';
import type { InspectedFrame } from '../../model/inspection.ts';
import { later } from '../../ui/language.ts';
import { EVERYTHING, fitting } from './filter.ts';
import { inspectedFrame as frame } from './inspected-frame.fixture.ts';
import { formatBytes, framesAsText, printable } from './words.ts';

beforeAll(later(async () => undefined));

const FRAMES = [
  frame({ seq: 1, kind: 'link', text: 'The link opened.' }),
  frame({ seq: 2, direction: 'out', text: 'Hello' }),
  frame({ seq: 3, text: 'garbage', unreadable: 'not JSON' }),
  frame({
    seq: 4,
    text: '{}',
    decoded: [{ what: 'reading', device: 'thermometer', name: 'temperature', value: 20, unit: '℃', time: 0 }],
  }),
];
const numbers = (frames: readonly InspectedFrame[]) => frames.map((one) => one.seq);

describe('filtering frames', () => {
  it('shows everything at first', () => {
    expect(fitting(FRAMES, EVERYTHING)).toEqual(FRAMES);
  });

  it('finds text in the frame and in what was taken from it, whatever the case', () => {
    expect(numbers(fitting(FRAMES, { ...EVERYTHING, text: ' hELLO ' }))).toEqual([2]);
    expect(numbers(fitting(FRAMES, { ...EVERYTHING, text: 'thermometer · temp' }))).toEqual([4]);
  });

  it('tells directions apart, and what links do from both', () => {
    expect(numbers(fitting(FRAMES, { ...EVERYTHING, direction: 'in' }))).toEqual([3, 4]);
    expect(numbers(fitting(FRAMES, { ...EVERYTHING, direction: 'out' }))).toEqual([2]);
  });

  it('shows only what could not be read', () => {
    expect(numbers(fitting(FRAMES, { ...EVERYTHING, unreadableOnly: true }))).toEqual([3]);
  });
});

describe('frames in words', () => {
  it('shows control characters instead of obeying them', () => {
    expect(printable('a\u0000b\u001b[31m\u202ec\n')).toBe('a␀b␛[31m\ufffdc');
  });

  it('makes one line of each frame for the clipboard', () => {
    const lines = framesAsText([...FRAMES, frame({ text: 'two\nlines\tand a tab' })]).split('\n');
    expect(lines).toHaveLength(FRAMES.length + 1);
    expect(lines[2]).toBe('1970-01-01T00:00:00.000Z\tReceived\t0\tgarbage\tunreadable: not JSON');
    expect(lines[4]?.split('\t')).toHaveLength(5);
  });

  it('copies nothing of a frame that would move what stands around it', () => {
    const text = framesAsText([frame({ link: 'a\u202eb', event: 'x\u001b[31m', text: '{}' })]);
    expect(text.split('\t')[3]).toBe('a\ufffdb x␛[31m {}');
  });

  it('says of what is copied that it is the beginning only', () => {
    const [line = ''] = framesAsText([frame({ text: '["a/1", "xxx', size: 100_040, isCut: true })]).split(
      '\n',
    );
    expect(line.split('\t')[3]).toBe('["a/1", "xxx [Cut here; the whole frame has 100 kB.]');
  });

  it('gives sizes in units people read', () => {
    expect([0, 999, 4096, 2_500_000].map(formatBytes)).toEqual(['0 B', '999 B', '4.1 kB', '2.5 MB']);
  });
});
