import { afterEach, expect, it, vi } from 'vitest';
import { onPaper, putOnPaper } from './paper.ts';

afterEach(() => vi.unstubAllGlobals());

it('lays out the others where one fails, and says that it has', () => {
  const said = vi.fn();
  vi.stubGlobal('reportError', said);
  vi.stubGlobal('document', { documentElement: { toggleAttribute: vi.fn() } });
  const fault = new Error('no canvas');
  const other = vi.fn();
  const leaves = [
    onPaper(() => {
      throw fault;
    }),
    onPaper(other),
  ];
  putOnPaper(true);
  putOnPaper(false);
  for (const leave of leaves) leave();
  expect(other).toHaveBeenCalledTimes(2);
  expect(said).toHaveBeenCalledWith(fault);
});
