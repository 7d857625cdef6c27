import { messages as german, patterns } from 'virtual:messages/de';
import { messages as germanLater } from 'virtual:messages/de/later';
import { messages as english } from 'virtual:messages/en';
import { i18n } from '@lingui/core';
import { afterEach, expect, it } from 'vitest';
import { auditEntry } from '../../model/audit.fixture.ts';
import { setPatterns } from '../../ui/said.ts';
import { ANY, choices, fitting } from './filter.ts';

afterEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: english });
  setPatterns([]);
});

const NOW = 60_000;
const ENTRIES = [
  auditEntry({ id: 'heater' }),
  auditEntry({ id: 'fan', device: 'relay/i2c0-3f', by: 'Admin', role: 'admin' }),
  auditEntry({
    id: 'dimmer',
    connection: 'fleet',
    device: 'dimmer-1',
    property: 'level',
    value: 70,
    by: '',
    role: 'viewer',
    steps: [{ state: 'refused', at: 1_001 }],
    reason: 'Needs the role technician; you are signed in as viewer.',
  }),
  auditEntry({ id: 'lost', steps: [{ state: 'pending', at: 1_001 }] }),
];
const nameOf = (id: string) => (id === 'fleet' ? 'Fleet of trucks' : id);
const ids = (filter: Partial<typeof ANY>) =>
  fitting(ENTRIES, { ...ANY, ...filter }, NOW, nameOf).map(({ id }) => id);

it('lets everything through while nothing is looked for', () => {
  expect(ids({})).toEqual(['heater', 'fan', 'dimmer', 'lost']);
});

it('finds by connection, device, person and outcome, alone and together', () => {
  expect(ids({ connection: 'fleet' })).toEqual(['dimmer']);
  expect(ids({ device: 'relay/i2c0-3f' })).toEqual(['fan']);
  expect(ids({ person: 'Technician' })).toEqual(['heater', 'lost']);
  expect(ids({ person: 'nobody signed in' })).toEqual(['dimmer']);
  expect(ids({ outcome: 'unknown' })).toEqual(['lost']);
  expect(ids({ person: 'Technician', outcome: 'confirmed' })).toEqual(['heater']);
  expect(ids({ person: 'Admin', outcome: 'refused' })).toEqual([]);
});

it('tells apart what was confirmed and what was only accepted', () => {
  const accepted = auditEntry({ id: 'blind', confirmedBy: 'acceptance' });
  const found = (outcome: 'accepted' | 'confirmed') =>
    fitting([accepted, auditEntry()], { ...ANY, outcome }, NOW, nameOf).map(({ id }) => id);
  expect(found('accepted')).toEqual(['blind']);
  expect(found('confirmed')).toEqual(['command-1']);
});

it('finds all words of a text, anywhere and in any case', () => {
  expect(ids({ text: '  TRUCKS  70 ' })).toEqual(['dimmer']);
  expect(ids({ text: 'needs role' })).toEqual(['dimmer']);
  expect(ids({ text: 'page was closed' })).toEqual(['lost']);
  expect(ids({ text: 'trucks fan' })).toEqual([]);
});

it('finds what is shown in the language it is shown in', () => {
  i18n.loadAndActivate({ locale: 'de', messages: { ...german, ...germanLater } });
  setPatterns(patterns);
  expect(ids({ text: 'bestätigt' })).toEqual(['heater', 'fan']);
  expect(ids({ text: 'niemand angemeldet' })).toEqual(['dimmer']);
  expect(ids({ text: 'Seite wurde geschlossen' })).toEqual(['lost']);
});

it('offers what occurs, once each', () => {
  expect(choices(ENTRIES)).toEqual({
    connections: ['bridge', 'fleet'],
    devices: ['dimmer-1', 'relay/i2c0-3b', 'relay/i2c0-3f'],
    people: ['Admin', 'nobody signed in', 'Technician'],
  });
});
