import { describe, expect, it } from 'vitest';
import { saying, wordsOf } from './closing-words.ts';

describe('what a far end said', () => {
  it('is cut, and has no control characters', () => {
    expect(saying({ reason: ' gone\n\u202eaway ' })).toBe(' (gone away)');
    expect(saying({ reason: '\u0000' })).toBe('');
    expect(wordsOf('x'.repeat(1_000_000))).toHaveLength(121);
  });

  it('has no secrets, wherever it is cut', () => {
    expect(saying({ reason: 'bad token=hunter2' })).toBe(' (bad token=[left out])');
    for (let before = 90; before < 130; before++) {
      const words = wordsOf(`${'x'.repeat(before)} at https://clown:hunter2@hub/`);
      expect(words).not.toContain('hunter');
    }
  });
});
