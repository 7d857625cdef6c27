import { messages as czech, patterns } from 'virtual:messages/cs';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said, setPatterns } from './said.ts';
import { t } from './text.ts';

function use(language: 'en' | 'cs') {
  i18n.loadAndActivate({ locale: language, messages: language === 'en' ? english : czech });
  setPatterns(language === 'en' ? [] : patterns);
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

  it('what nobody of ours said stays as it is', () => {
    expect(said('Motor 3 overheated')).toBe('Motor 3 overheated');
  });
});
