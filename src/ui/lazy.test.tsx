import { Suspense } from 'react';
import { prerender } from 'react-dom/static';
import { expect, it, vi } from 'vitest';
import { fetchFailedAnew, lazy } from './lazy.tsx';

async function drawn(Part: React.FunctionComponent): Promise<string> {
  const page = (
    <Suspense fallback="Not yet">
      <Part />
    </Suspense>
  );
  const { prelude } = await prerender(page, { onError: () => undefined });
  return new Response(prelude).text();
}

it('A part that could not be fetched is fetched anew once its failure has been met, and only then', async () => {
  const load = vi.fn(() => Promise.resolve({ default: () => <p>The palette</p> }));
  load.mockRejectedValueOnce(new TypeError('network'));
  const Part = lazy(load);
  expect(load).not.toHaveBeenCalled();
  expect(await drawn(Part)).toContain('Not yet');
  expect(await drawn(Part)).toContain('Not yet');
  expect(load).toHaveBeenCalledTimes(1);
  fetchFailedAnew();
  expect(await drawn(Part)).toContain('The palette');
  fetchFailedAnew();
  expect(await drawn(Part)).toContain('The palette');
  expect(load).toHaveBeenCalledTimes(2);
});
