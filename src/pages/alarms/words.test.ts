import { messages as german } from 'virtual:messages/de';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import { ANY, fitting } from './list.ts';
import { conditionWords, kindWords } from './words.ts';

const jammed = alarm({ kind: 'state', limit: 'jammed', value: null, unit: '', title: 'Press' });

function use(locale: 'en' | 'de') {
  i18n.loadAndActivate({ locale, messages: locale === 'en' ? english : german });
}

afterEach(() => use('en'));

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
