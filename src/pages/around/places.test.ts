import { beforeEach, expect, it, vi } from 'vitest';
import { dashboardDocument } from '../../dashboards/document.fixture.ts';
import { entriesOf } from './entries.ts';
import {
  favouritePlaces,
  favouritesText,
  followFavourites,
  forgetPlaces,
  isPlace,
  noteVisit,
  recentPlaces,
  toggleFavourite,
} from './places.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  return () => vi.unstubAllGlobals();
});

it('A favourite is kept until it is none any more, and whoever follows them hears of both', () => {
  const heard = vi.fn();
  const leave = followFavourites(heard);
  expect(toggleFavourite('/devices/bridge/relay%2F1')).toBe(true);
  expect(toggleFavourite('/alarms')).toBe(true);
  expect(favouritePlaces()).toEqual(['/devices/bridge/relay%2F1', '/alarms']);
  const before = favouritesText();
  expect(toggleFavourite('/alarms')).toBe(false);
  expect(favouritePlaces()).toEqual(['/devices/bridge/relay%2F1']);
  expect(favouritesText()).not.toBe(before);
  leave();
  toggleFavourite('/alarms');
  expect(heard).toHaveBeenCalledTimes(3);
});

it('Recent places are few, the newest first, each once', () => {
  for (const path of ['/alarms', '/audit', '/alarms']) noteVisit(path);
  expect(recentPlaces()).toEqual(['/alarms', '/audit']);
  for (let i = 0; i < 20; i += 1) noteVisit(`/devices/bridge/${i}`);
  expect(recentPlaces()).toHaveLength(8);
});

it('Everything that the palette leads to is a place, and what it cannot list takes no recent one’s room', () => {
  const dashboard = {
    title: 'A',
    tags: [],
    changedAt: null,
    document: dashboardDocument('a b'),
    problems: [],
    stored: null,
  };
  const device = { connection: 'site', device: 'relay/i2c0-3b' };
  const entries = entriesOf({
    dashboards: (['deployment', 'own'] as const).map((source) => ({ ...dashboard, key: source, source })),
    devices: [device],
    series: [],
    widgets: [],
    nameOf: () => 'Site',
  });
  const led = entries.flatMap(({ deed }) => (deed.kind === 'go' ? [deed.to] : []));
  expect(led).toEqual(
    expect.arrayContaining(['/', '/dashboards/own/a%20b', '/devices/site/relay%2Fi2c0-3b']),
  );
  expect(led.filter((path) => !isPlace(path))).toEqual([]);
  noteVisit('/alarms');
  for (const path of [
    '/connections/bridge/inspect',
    '/connections/bridge/recording',
    '/connections/bridge/edit',
    '/dashboards/own/a/edit',
    '/dashboards/new',
    '/dashboards/link',
    '/kiosk/hall',
    '/nowhere',
  ]) {
    noteVisit(path);
  }
  expect(recentPlaces()).toEqual(['/alarms']);
});

it('What lies below folders that are gone is neither recent nor a favourite, and what is beside them stays', () => {
  const heard = vi.fn();
  const leave = followFavourites(heard);
  for (const path of ['/devices/cold/b', '/devices/cold-copy/a', '/devices/cold/a']) noteVisit(path);
  for (const path of ['/devices/cold/a', '/devices/bridge/a']) toggleFavourite(path);
  heard.mockClear();
  forgetPlaces(['/connections/cold/', '/devices/cold/']);
  leave();
  expect(recentPlaces()).toEqual(['/devices/cold-copy/a']);
  expect(favouritePlaces()).toEqual(['/devices/bridge/a']);
  expect(heard).toHaveBeenCalledTimes(1);
});

it('What is kept and spoilt, or not kept at all, is no place', () => {
  localStorage.setItem('signalbox.favourites', '{"a":');
  expect(favouritePlaces()).toEqual([]);
  vi.stubGlobal('localStorage', undefined);
  expect(toggleFavourite('/alarms')).toBe(true);
  expect(favouritePlaces()).toEqual([]);
});
