import { messages as czech } from 'virtual:messages/cs';
import { messages as czechLater } from 'virtual:messages/cs/later';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import type { JournalEntry } from '../../model/alarm.ts';
import { setLocale } from '../../ui/locale.ts';
import { fittingLines } from './journal-filter.ts';

afterEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: english });
  setLocale({});
});

function line(part: Partial<JournalEntry>): JournalEntry {
  const { id, rule, title, kind, priority, connection, device, quantity, unit, limit, value } = alarm();
  const shared = {
    id,
    alarm: id,
    rule,
    title,
    kind,
    priority,
    connection,
    device,
    quantity,
    unit,
    limit,
    value,
  };
  return { ...shared, at: 1_000, event: 'raised', by: '', subject: '', until: null, ...part };
}

const warm = line({ limit: 24.5, value: 30.25 });
const known = line({ event: 'acknowledged', value: null, limit: 7, unit: '%', by: 'Kim' });
const found = (text: string) => fittingLines([warm, known], text, (id) => `name of ${id}`);

it('All words of a text have to be found in a line of the journal, anywhere and in any case', () => {
  expect(found('')).toEqual([warm, known]);
  expect(found(' KIM  bridge ')).toEqual([known]);
  expect(found('kim began')).toEqual([]);
});

it('A line of the journal is found by its reading and limit as they are shown, and by the limit as programs write it', () => {
  i18n.loadAndActivate({ locale: 'cs', messages: { ...czech, ...czechLater } });
  setLocale({ language: 'cs' });
  for (const text of ['24,5', '24.5', '30,25', '℃', 'začal']) expect(found(text)).toEqual([warm]);
});
