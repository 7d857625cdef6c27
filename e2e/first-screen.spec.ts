import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';

/** All that the demo's dashboard needs until it is live: five back ends, rules of alarms, charts, numbers, and switches that can be pressed. */
const NEEDED = /^(index|rolldown-runtime|page|tiles|View|worker|socketio|alarms|desk)-/;
/** Stands by for a script that does not come, and the browser's own `load` waits for it. */
const STANDS_BY = /^rescue-/;
const MOST_BYTES = 250_000;

test('The first dashboard is live, and its switches take orders, by 250 kB of scripts; all others are not waited for', async ({
  page,
  signIn,
}) => {
  const scripts = new Map<string, boolean>();
  await page.route('**/assets/*.js', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    scripts.set(name, NEEDED.test(name));
    // The others neither come nor fail, as on a line that is busy with something else.
    if (NEEDED.test(name) || STANDS_BY.test(name)) return route.fallback();
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn('technician');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false');
  for (const title of ['Workshop temperature', 'Workshop CO₂'])
    await expect.poll(() => overview.chart(title).samples()).toBeGreaterThan(2);
  await heater.control.click();
  await heater.expectState('on');
  await heater.control.click();
  await heater.expectState('off');

  const needed = [...scripts].filter(([, isNeeded]) => isNeeded).map(([name]) => name);
  const bytes = needed.map((name) => gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length);
  const sum = bytes.reduce((all, one) => all + one, 0);
  expect(needed.filter((name) => /^(worker|page|desk|socketio)-/.test(name))).toHaveLength(4);
  expect(sum, needed.map((name, at) => `${bytes[at]} ${name}`).join('\n')).toBeLessThanOrEqual(MOST_BYTES);
  expect([...scripts.values()]).toContain(false);
});
