import { expect, it } from 'vitest';
import { createNavigation, type Tab } from './navigation.ts';
import type { Place } from './place.ts';

const BASE = 'https://plant.example/plant 7/';

/** A tab with a history of its own, which moves as a browser's does: later. */
function fakeTab(start: string) {
  const entries: { href: string; kept: unknown }[] = [{ href: new URL(start, BASE).href, kept: null }];
  let at = 0;
  let onMove: () => void = () => undefined;
  let steps = 0;
  const there = () => entries[at] ?? { href: BASE, kept: null };
  const tab: Tab = {
    address: () => there().href,
    kept: () => there().kept,
    push: (kept, href) => {
      entries.splice(at + 1, entries.length, { href: new URL(href, BASE).href, kept });
      at += 1;
    },
    replace: (kept, href) => {
      entries[at] = { href: new URL(href, BASE).href, kept };
    },
    go: (more) => {
      steps += more;
    },
    onMove: (next) => {
      onMove = next;
      return () => {
        onMove = () => undefined;
      };
    },
  };
  /** Lets the tab do what it was asked for. */
  const settle = () => {
    while (steps !== 0) {
      at += steps;
      steps = 0;
      onMove();
    }
  };
  const back = () => {
    tab.go(-1);
    settle();
  };
  return { tab, settle, back, length: () => entries.length };
}

function opened(start = '') {
  const fake = fakeTab(start);
  const navigation = createNavigation(new URL(BASE).href, fake.tab);
  const seen: Place[] = [];
  navigation.listen((place) => seen.push(place));
  const paths = () => seen.map(({ pathname }) => pathname);
  return { ...fake, navigation, seen, paths };
}

it('Addresses count from the folder of the deployment, in both directions', () => {
  const { navigation, tab } = opened('devices/hub/relay%2F1?window=1m#x');
  expect(navigation.place()).toEqual({
    pathname: '/devices/hub/relay%2F1',
    search: '?window=1m',
    hash: '#x',
    state: null,
  });
  navigation.navigate('/alarms?view=journal');
  expect(tab.address()).toBe('https://plant.example/plant%207/alarms?view=journal');
  expect(navigation.isShown('/alarms?view=journal')).toBe(true);
  expect(navigation.isShown('/alarms')).toBe(false);
  expect(opened('').navigation.place().pathname).toBe('/');
});

it('What is handed along is there after going back and forth, and a replaced address is not', () => {
  const { navigation, seen, back, length } = opened();
  navigation.navigate('/connections', { state: { added: 'hub' } });
  navigation.navigate('/devices');
  navigation.navigate('/devices/scan', { replace: true });
  expect(length()).toBe(3);
  back();
  expect(seen.at(-1)).toMatchObject({ pathname: '/connections', state: { added: 'hub' } });
});

it('A guarded page is left by a link only after it was asked', () => {
  const { navigation, paths } = opened('dashboards/new');
  let leave = () => {};
  const asked: string[] = [];
  navigation.guard((go) => {
    asked.push('asked');
    leave = go;
  });
  navigation.navigate('/dashboards/new?var-hall=2', { replace: true });
  expect(asked).toEqual([]);
  navigation.navigate('/devices');
  expect(asked).toEqual(['asked']);
  expect(paths()).toEqual(['/dashboards/new']);
  leave();
  expect(paths().at(-1)).toBe('/devices');
  expect(asked).toHaveLength(1);
});

it('Going back from a guarded page comes back to it and asks, and goes once it may', () => {
  const { navigation, tab, paths, back, settle } = opened('dashboards');
  navigation.navigate('/dashboards/new');
  let leave = () => {};
  navigation.guard((go) => {
    leave = go;
  });
  back();
  expect(new URL(tab.address()).pathname).toBe('/plant%207/dashboards/new');
  expect(paths()).toEqual(['/dashboards/new']);
  leave();
  settle();
  expect(paths().at(-1)).toBe('/dashboards');
});

it('A guard that was given up asks no more, and a later one stays', () => {
  const { navigation, paths } = opened('dashboards/new');
  const giveUp = navigation.guard(() => undefined);
  const giveUpLater = navigation.guard(() => undefined);
  giveUp();
  navigation.navigate('/devices');
  expect(paths()).toEqual([]);
  giveUpLater();
  navigation.navigate('/devices');
  expect(paths()).toEqual(['/devices']);
});

it('An entry of the history that something else wrote is left at once: nobody knows how far the way back is', () => {
  const { navigation, tab, paths, back } = opened();
  navigation.guard(() => undefined);
  tab.push(null, '/plant%207/audit');
  back();
  expect(paths()).toEqual(['/']);
});

it('A page’s query is changed where it is, and no more once the next page is on its way', () => {
  const { navigation, tab, paths } = opened('?window=5m#x');
  const window = (span: string) => (query: URLSearchParams) => {
    query.set('window', span);
    return query;
  };
  navigation.setQuery('/', window('1m'), { replace: true });
  expect(tab.address()).toMatch(/7\/\?window=1m#x$/);
  navigation.navigate('/devices');
  navigation.setQuery('/', window('30s'), { replace: true });
  expect(paths()).toEqual(['/', '/devices']);
  expect(tab.address()).toMatch(/\/devices$/);
});
