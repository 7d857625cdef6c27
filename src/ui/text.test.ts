import { messages as czech, patterns } from 'virtual:messages/cs';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interlockWords } from '../model/interlock.ts';
import { setLocale } from './locale.ts';
import { said, setPatterns } from './said.ts';
import { t } from './text.ts';

function use(language: 'en' | 'cs') {
  i18n.loadAndActivate({ locale: language, messages: language === 'en' ? english : czech });
  setPatterns(language === 'en' ? [] : patterns);
  setLocale({ language });
}

afterEach(() => use('en'));

describe('in English', () => {
  beforeEach(() => use('en'));

  it('a text is its own key, with what is filled in', () => {
    expect(t('Sign in')).toBe('Sign in');
    expect(t('{n} of {all} online', { n: 3, all: 5 })).toBe('3 of 5 online');
  });

  it('what the engine says stays as it is', () => {
    expect(said('Waiting for the device to report.')).toBe('Waiting for the device to report.');
  });
});

describe('in Czech', () => {
  beforeEach(() => use('cs'));

  it('a text is Czech, with what is filled in', () => {
    expect(t('Sign in')).toBe('Přihlásit se');
    expect(t('{n} of {all} online', { n: 3, all: 5 })).toBe('3 z 5 online');
  });

  it('what the engine says is found by its look, with a reason inside it, too', () => {
    expect(said('Waiting for the device to report.')).toBe('Čeká se na hlášení zařízení.');
    expect(said('The order was not sent: Waiting for the device to report.')).toBe(
      'Povel nebyl odeslán: Čeká se na hlášení zařízení.',
    );
  });

  it('numbers in what is said are Czech, and names with a point in them stay as they are', () => {
    expect(said('The most it takes is 12.5.')).toBe('Největší přípustná hodnota je 12,5.');
    expect(said('This works only while temperature of 1.5 is above 20.5; it is 19.25 now.')).toBe(
      'Funguje jen, když temperature (1.5) je nad 20,5; nyní je to 19,25.',
    );
    expect(
      said('The link to 10.5 has been silent for 2.5 s, so nobody knows whether an order would arrive.'),
    ).toMatch(/10\.5.*2,5/);
    expect(
      said(
        'The server answered 1006 for a.json. Check `dashboards` in config.json and that the file is there.',
      ),
    ).toContain('1006');
  });

  it('an interlock with two limits is Czech altogether', () => {
    const words = interlockWords({
      connection: 'a',
      device: 'A',
      quantity: 'temperature',
      above: 5.5,
      below: 30,
    });
    expect(said(`The order was not sent: This works only while ${words}; it is 31.25 now.`)).toBe(
      'Povel nebyl odeslán: Funguje jen, když temperature (A) je nad 5,5 a pod 30; nyní je to 31,25.',
    );
    expect(said(`Works only while ${words}.`)).toBe('Funguje jen, když temperature (A) je nad 5,5 a pod 30.');
  });

  it('what nobody of ours said stays as it is, whatever the word', () => {
    for (const words of ['Motor 3 overheated', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(said(words)).toBe(words);
  });
});
