import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LogEntry } from '../../model/catalogue.ts';
import { setLocale } from '../../ui/locale.ts';
import { Rows } from './Rows.tsx';

const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;

beforeEach(() => setLocale({ language: 'en-GB', timeZone: 'UTC' }));
afterEach(() => setLocale({}));

it('An event of another day is told with its day', () => {
  const entries = [0, 25 * HOUR].map(
    (age, id): LogEntry => ({ id, time: NOON - age, connection: 'c', device: '', level: 'info', text: 'Up' }),
  );
  const drawn = renderToStaticMarkup(
    <Rows label="Events" entries={entries} names={new Map()} today={NOON} />,
  );
  expect([...drawn.matchAll(/<time[^>]*>([^<]*)</g)].map(([, words]) => words)).toEqual([
    '12:00:00',
    '28 Feb 11:00:00',
  ]);
});
