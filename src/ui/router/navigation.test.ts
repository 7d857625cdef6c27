import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';

import { holdBack } from './hold-back.ts';
import { createNavigation, type Tab } from './navigation.ts';
import type { Place } from './place.ts';

const BASE = 'https://plant.example/plant 7/';

/** What becomes of a going that is asked for while another is under way: engines differ. */
type Hurry = 'each in turn' | 'the last one only' | 'the first one only';

/** A tab with a history of its own, which moves as a browser's does: later, one going at a time. */
function fakeTab(start: string, hurry: Hurry = 'each in turn') {
  const entries: { href: string; kept: unknown }[] = [{ href: new URL(start, BASE).href, kept: null }];
  let at = 0;
  let onMove: () => void = () => undefined;
  const goings: number[] = [];
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
    go: (steps) => {
      // What would lead out of the history leads nowhere.
      if (hurry !== 'each in turn' && !entries[at + steps]) return;
      if (hurry === 'the last one only') goings.length = 0;
      if (hurry !== 'the first one only' || goings.length === 0) goings.push(steps);
    },
    onMove: (next) => {
      onMove = next;
      return () => {
        onMove = () => undefined;
      };
    },
  };
  /** Lets the tab do one thing that it was asked for. @returns whether there was any */
  const step = () => {
    const steps = goings.shift();
    if (steps === undefined) return false;
    if (!entries[at + steps]) return true;
    at += steps;
    onMove();
    return true;
  };
  /** Lets the tab do all that it was asked for. */
  const settle = () => {
    for (let count = 0; ; count += 1) {
      if (count > 1000) throw new Error('The tab goes to and fro.');
      if (step()) continue;
      if (!vi.isFakeTimers() || vi.getTimerCount() === 0) return;
      vi.runOnlyPendingTimers();
    }
  };
  const back = () => {
    tab.go(-1);
    settle();
  };
  return { tab, step, settle, back, length: () => entries.length };
}

afterEach(() => {
  vi.useRealTimers();
});

function opened(start = '', hurry?: Hurry) {
  const fake = fakeTab(start, hurry);
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
  holdBack(navigation, (go) => {
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
  holdBack(navigation, (go) => {
    leave = go;
  });
  back();
  expect(new URL(tab.address()).pathname).toBe('/plant%207/dashboards/new');
  expect(paths()).toEqual(['/dashboards/new']);
  leave();
  settle();
  expect(paths().at(-1)).toBe('/dashboards');
});

it('However often and quickly Back and Forward are pressed, a guarded page keeps its address', () => {
  vi.useFakeTimers();
  const hurry = fc.constantFrom<Hurry>('each in turn', 'the last one only', 'the first one only');
  const pressed = fc.array(fc.record({ go: fc.constantFrom(-2, -1, 1), steps: fc.nat({ max: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  });
  const pages = fc.nat({ max: 3 });
  const once: { go: -2 | -1 | 1; steps: number } = { go: -1, steps: 0 };
  fc.assert(
    fc.property(hurry, pressed, pages, pages, (how, presses, before, after) => {
      const { navigation, tab, paths, step, settle, back } = opened('0', how);
      for (let page = 1; page <= before + 1 + after; page += 1) navigation.navigate(`/${page}`);
      for (let page = 0; page < after; page += 1) back();
      const home = tab.address();
      const shown = paths().length;
      let asked = 0;
      let leave = () => {};
      holdBack(navigation, (go) => {
        asked += 1;
        leave = go;
      });
      for (const { go, steps } of presses) {
        tab.go(go);
        for (let count = 0; count < steps; count += 1) step();
      }
      settle();
      expect(tab.address()).toBe(home);
      expect(paths()).toHaveLength(shown);
      if (asked === 0) return;
      leave();
      settle();
      expect(tab.address()).not.toBe(home);
      expect(paths()).toHaveLength(shown + 1);
    }),
    { examples: [['each in turn', [once, once], 1, 0]] },
  );
});

it('A guard that was given up asks no more, and a later one stays', () => {
  const { navigation, paths } = opened('dashboards/new');
  const giveUp = holdBack(navigation, () => undefined);
  const giveUpLater = holdBack(navigation, () => undefined);
  giveUp();
  navigation.navigate('/devices');
  expect(paths()).toEqual([]);
  giveUpLater();
  navigation.navigate('/devices');
  expect(paths()).toEqual(['/devices']);
});

it('An entry of the history that something else wrote is left at once: nobody knows how far the way back is', () => {
  const { navigation, tab, paths, back } = opened();
  holdBack(navigation, () => undefined);
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
