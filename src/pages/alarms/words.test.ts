import { messages as german, patterns } from 'virtual:messages/de';
import { messages as germanLater } from 'virtual:messages/de/later';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import { setLocale } from '../../ui/locale.ts';
import { setPatterns } from '../../ui/said.ts';
import { ANY, fitting } from './list.ts';
import { conditionWords, kindWords, stateWords } from './words.ts';

const jammed = alarm({ kind: 'state', limit: 'jammed', value: null, unit: '', title: 'Press' });

function use(locale: 'en' | 'de') {
  i18n.loadAndActivate({ locale, messages: locale === 'en' ? english : german });
}

afterEach(() => {
  use('en');
  setLocale({});
  setPatterns([]);
});

it('An alarm about a state that is told in words says which word, in the banner as in the list', () => {
  use('en');
  expect(kindWords(jammed)).toBe('is jammed');
  expect(conditionWords(jammed)).toBe('is jammed');
  use('de');
  expect(kindWords(jammed)).toBe('ist jammed');
});

it('A state that is on or off is said beside its title only where there is room for it', () => {
  use('en');
  const open = alarm({ kind: 'state', limit: 1, value: 1, unit: '' });
  expect(kindWords(open)).toBe('');
  expect(conditionWords(open)).toBe('is on');
  expect(kindWords(alarm())).toBe('high');
  expect(conditionWords(alarm())).toBe('high: 51.00 ℃, limit 50 ℃');
});

it('An alarm is found by the word of its state', () => {
  use('en');
  const found = (text: string) => fitting([jammed, alarm()], { ...ANY, text }, (id) => id);
  expect(found('jam')).toEqual([jammed]);
});

it('Who acknowledged or shelved is told with the day where it is not today', () => {
  use('en');
  setLocale({ language: 'en-GB', timeZone: 'Europe/Prague' });
  // 22:30 there.
  const now = Date.UTC(2026, 4, 3, 20, 30);
  const words = (part: Parameters<typeof alarm>[0]) => stateWords(alarm(part), now);
  const acknowledged = (at: number) => words({ state: 'acknowledged', acknowledged: { by: 'Kim', at } });
  expect(acknowledged(now - 60_000)).toBe('acknowledged at 22:29:00 by Kim');
  // Midnight of that zone.
  expect(acknowledged(Date.UTC(2026, 4, 2, 22))).toBe('acknowledged at 00:00:00 by Kim');
  expect(acknowledged(Date.UTC(2026, 4, 2, 21, 59, 59))).toBe('acknowledged at 02 May, 23:59:59 by Kim');
  expect(acknowledged(now - 3 * 86_400_000)).toBe('acknowledged at 30 Apr, 22:30:00 by Kim');
  const shelved = (until: number) => words({ state: 'shelved', shelved: { by: '', at: now, until } });
  expect(shelved(now + 15 * 60_000)).toBe('shelved until 22:45:00');
  expect(shelved(now + 8 * 3_600_000)).toBe('shelved until 04 May, 06:30:00');
});

it('An alarm is found by its reading and limit as they are shown, and by the limit as programs write it', () => {
  use('de');
  setLocale({ language: 'de' });
  const warm = alarm({ limit: 24.5, value: 30.255, unit: '℃' });
  expect(conditionWords(warm, 1)).toBe('hoch: 30,3 ℃, Grenzwert 24,5 ℃');
  const found = (text: string) =>
    fitting([warm, alarm({ limit: 7, value: 8, unit: '%' })], { ...ANY, text }, String);
  for (const text of ['24,5', '24.5', '30,3', '30,26', '30,255', '30,2550', '℃', 'hoch: 24,5'])
    expect(found(text)).toEqual([warm]);
});

it('An alarm of the page’s own is found by its title and its advice as they are shown', () => {
  i18n.loadAndActivate({ locale: 'de', messages: { ...german, ...germanLater } });
  setPatterns(patterns);
  const unwatched = alarm({
    title: 'Alarms are not being watched',
    advice: 'It is tried again by itself. Check the network.',
  });
  const found = (text: string) => fitting([unwatched], { ...ANY, text }, String);
  for (const text of ['nicht überwacht', 'Netz']) expect(found(text)).toEqual([unwatched]);
});
