import { beforeEach, expect, it, vi } from 'vitest';
import {
  favouritePlaces,
  favouritesText,
  followFavourites,
  forgetPlaces,
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
  for (const path of ['/a', '/b', '/a']) noteVisit(path);
  expect(recentPlaces()).toEqual(['/a', '/b']);
  for (let i = 0; i < 20; i += 1) noteVisit(`/${i}`);
  expect(recentPlaces()).toHaveLength(8);
});

it('What lies below folders that are gone is neither recent nor a favourite, and what is beside them stays', () => {
  const heard = vi.fn();
  const leave = followFavourites(heard);
  for (const path of ['/connections/cold/edit', '/connections/cold-copy/edit', '/devices/cold/a'])
    noteVisit(path);
  for (const path of ['/devices/cold/a', '/devices/bridge/a']) toggleFavourite(path);
  heard.mockClear();
  forgetPlaces(['/connections/cold/', '/devices/cold/']);
  leave();
  expect(recentPlaces()).toEqual(['/connections/cold-copy/edit']);
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
