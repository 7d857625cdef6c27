import { afterEach, describe, expect, it, vi } from 'vitest';
import { keptWall } from './kept-wall.ts';

const BASE = 'https://plant.example/board/';

function keep(text: string | null): void {
  vi.stubGlobal('caches', { match: async () => (text === null ? undefined : new Response(text)) });
}

describe('what a wall goes by that nothing can be started on', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('is the kept configuration: its night, in its zone and not in the browser’s', async () => {
    const night = { from: '22:00', to: '06:00', brightness: 0.2 };
    keep(
      JSON.stringify({
        kiosk: { night },
        timeZone: 'Europe/Prague',
        language: 'cs',
        connections: 'misspelt',
      }),
    );
    const { settings, locale } = await keptWall(BASE);
    expect(settings.night).not.toBeNull();
    expect(locale).toEqual({ language: 'cs', timeZone: 'Europe/Prague' });
  });

  it.each([
    null,
    '',
    '[',
    'null',
    '7',
    '[]',
    '{"timeZone":"Nowhere","language":"!","kiosk":7}',
    '{"timeZone":7}',
  ])('is what a wall has that is told nothing, where it can make nothing of it (%s)', async (text) => {
    keep(text);
    const { settings, locale } = await keptWall(BASE);
    expect(settings.night).toBeNull();
    expect(locale).toEqual({ language: undefined, timeZone: undefined });
  });
});
