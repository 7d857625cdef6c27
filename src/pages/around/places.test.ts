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
  type Whose,
} from './places.ts';

const HERE: Whose = { base: 'https://plant.example/box/', subject: 'kim' };

let kept = new Map<string, string>();

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
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
  expect(toggleFavourite(HERE, '/devices/bridge/relay%2F1')).toBe('added');
  expect(toggleFavourite(HERE, '/alarms')).toBe('added');
  expect(favouritePlaces(HERE)).toEqual(['/devices/bridge/relay%2F1', '/alarms']);
  const before = favouritesText(HERE);
  expect(toggleFavourite(HERE, '/alarms')).toBe('removed');
  expect(favouritePlaces(HERE)).toEqual(['/devices/bridge/relay%2F1']);
  expect(favouritesText(HERE)).not.toBe(before);
  leave();
  toggleFavourite(HERE, '/alarms');
  expect(heard).toHaveBeenCalledTimes(3);
});

it('One more favourite than are kept drops none of them, and is none', () => {
  for (let i = 0; i < 200; i += 1) expect(toggleFavourite(HERE, `/devices/bridge/${i}`)).toBe('added');
  expect(toggleFavourite(HERE, '/alarms')).toBe('too-many');
  expect(favouritePlaces(HERE)).toHaveLength(200);
  expect(favouritePlaces(HERE)).toContain('/devices/bridge/0');
  expect(favouritePlaces(HERE)).not.toContain('/alarms');
  expect(toggleFavourite(HERE, '/devices/bridge/7')).toBe('removed');
  expect(toggleFavourite(HERE, '/alarms')).toBe('added');
});

it('Deployments beside each other on one host have their own places, and so have people at one browser', () => {
  const beside = { ...HERE, base: 'https://plant.example/' };
  const another = { ...HERE, subject: 'jo' };
  noteVisit(HERE, '/alarms');
  toggleFavourite(HERE, '/devices/cold/a');
  for (const whose of [beside, another]) {
    expect(recentPlaces(whose)).toEqual([]);
    expect(favouritePlaces(whose)).toEqual([]);
    toggleFavourite(whose, '/devices/cold/a');
  }
  // A connection is gone for everybody at one deployment.
  forgetPlaces(HERE.base, ['/devices/cold/']);
  expect([HERE, another, beside].map(favouritePlaces)).toEqual([[], [], ['/devices/cold/a']]);
  expect(recentPlaces(HERE)).toEqual(['/alarms']);
});

it('Recent places are few, the newest first, each once', () => {
  for (const path of ['/alarms', '/audit', '/alarms']) noteVisit(HERE, path);
  expect(recentPlaces(HERE)).toEqual(['/alarms', '/audit']);
  for (let i = 0; i < 20; i += 1) noteVisit(HERE, `/devices/bridge/${i}`);
  expect(recentPlaces(HERE)).toHaveLength(8);
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
  noteVisit(HERE, '/alarms');
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
    noteVisit(HERE, path);
  }
  expect(recentPlaces(HERE)).toEqual(['/alarms']);
});

it('A dashboard and a device with the longest ids that are listed are places, and nobody’s made-up address is', () => {
  const id = 'ž'.repeat(200);
  for (const path of [
    `/dashboards/own/${encodeURIComponent(id)}`,
    `/devices/site/${encodeURIComponent(id)}`,
  ]) {
    noteVisit(HERE, path);
    expect(recentPlaces(HERE)[0]).toBe(path);
  }
  expect(isPlace(`/devices/site/${'a'.repeat(3_000)}`)).toBe(false);
});

it('What lies below folders that are gone is neither recent nor a favourite, and what is beside them stays', () => {
  const heard = vi.fn();
  const leave = followFavourites(heard);
  for (const path of ['/devices/cold/b', '/devices/cold-copy/a', '/devices/cold/a']) noteVisit(HERE, path);
  for (const path of ['/devices/cold/a', '/devices/bridge/a']) toggleFavourite(HERE, path);
  heard.mockClear();
  forgetPlaces(HERE.base, ['/connections/cold/', '/devices/cold/']);
  leave();
  expect(recentPlaces(HERE)).toEqual(['/devices/cold-copy/a']);
  expect(favouritePlaces(HERE)).toEqual(['/devices/bridge/a']);
  expect(heard).toHaveBeenCalledTimes(1);
});

it('What is kept and spoilt is no place, and what is not kept is said to be none', () => {
  toggleFavourite(HERE, '/alarms');
  for (const key of kept.keys()) kept.set(key, '{"a":');
  expect(favouritePlaces(HERE)).toEqual([]);
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  for (const storage of [undefined, { getItem: () => null, setItem: full }]) {
    vi.stubGlobal('localStorage', storage);
    expect(toggleFavourite(HERE, '/alarms')).toBe('not-kept');
    expect(favouritePlaces(HERE)).toEqual([]);
    expect(() => forgetPlaces(HERE.base, ['/devices/'])).not.toThrow();
  }
});
