import { describe, expect, it } from 'vitest';
import { createNavigator, withOwnSpan } from './navigator.ts';
import { between, panned, zoomed } from './range.ts';

const LIVE = { spanMs: 60_000, until: null };
const PAST = { spanMs: 5_000, until: 100_000 };

describe('the navigator', () => {
  it('leads back from zooming to what was chosen', () => {
    const navigator = createNavigator(LIVE);
    navigator.show(PAST);
    expect(navigator.store.getState().range).toEqual(PAST);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual(LIVE);
  });

  it('goes back to the live edge as wide as was chosen before a look at the past', () => {
    const navigator = createNavigator(LIVE);
    navigator.show(PAST);
    navigator.goLive();
    expect(navigator.store.getState()).toEqual({ range: LIVE, home: LIVE });
  });

  it('keeps a live window as wide as it was made', () => {
    const navigator = createNavigator(LIVE);
    navigator.show({ spanMs: 20_000, until: null });
    navigator.pause(500_000);
    expect(navigator.store.getState().range).toEqual({ spanMs: 20_000, until: 500_000 });
    navigator.goLive();
    expect(navigator.store.getState().range).toEqual({ spanMs: 20_000, until: null });
  });

  it('undoes zooming within a pause without ending the pause', () => {
    const navigator = createNavigator(LIVE);
    navigator.pause(100_000);
    navigator.show(PAST);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual({ spanMs: 60_000, until: 100_000 });
  });

  it('leaves alone what a window that stands still was zoomed from, however often it is paused', () => {
    const navigator = createNavigator(LIVE);
    navigator.show(PAST);
    navigator.pause(500_000);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual(LIVE);

    navigator.show(PAST);
    navigator.pause(500_000);
    navigator.goLive();
    expect(navigator.store.getState()).toEqual({ range: LIVE, home: LIVE });
  });

  it('undoes the zooming of a live window that was paused afterwards', () => {
    const navigator = createNavigator(LIVE);
    navigator.show({ spanMs: 20_000, until: null, exact: true });
    navigator.pause(500_000);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual({ spanMs: 60_000, until: 500_000 });
    navigator.goLive();
    expect(navigator.store.getState()).toEqual({ range: LIVE, home: LIVE });
  });

  it('goes back from a look at the past to the live window as narrow as it was, and its zooming can still be undone', () => {
    const navigator = createNavigator(LIVE);
    const narrow = { spanMs: 20_000, until: null, exact: true } as const;
    navigator.show(narrow);
    navigator.show(PAST);
    navigator.goLive();
    expect(navigator.store.getState().range).toEqual(narrow);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual(LIVE);
  });

  it('goes live as wide as was chosen for a window that stands still', () => {
    const navigator = createNavigator(LIVE);
    navigator.show({ spanMs: 20_000, until: null, exact: true });
    navigator.pause(500_000);
    navigator.choose({ spanMs: 300_000, until: 500_000 });
    navigator.goLive();
    expect(navigator.store.getState().range).toEqual({ spanMs: 300_000, until: null });
  });

  it('tells of no change where there is none', () => {
    const navigator = createNavigator(LIVE);
    let changes = 0;
    navigator.store.subscribe(() => {
      changes += 1;
    });
    navigator.show({ ...LIVE });
    expect(changes).toBe(0);
  });
});

describe('a chart with a window of its own', () => {
  const OWN_MS = 300_000;
  const OWN = { spanMs: OWN_MS, until: null };

  function onPage() {
    const page = createNavigator(LIVE);
    const chart = withOwnSpan(page, OWN_MS);
    return {
      page,
      chart,
      shown: () => chart.store.getState().range,
      pageShows: () => page.store.getState().range,
    };
  }

  it('is held by the page, and goes back to live with it', () => {
    const { page, shown } = onPage();
    page.pause(100_000);
    expect(shown()).toEqual({ spanMs: OWN_MS, until: 100_000 });
    page.goLive();
    expect(shown()).toEqual(OWN);
  });

  it('holds the page when it is grabbed, so that the page says so', () => {
    const { page, chart, pageShows } = onPage();
    chart.pause(100_000);
    expect(pageShows()).toEqual({ spanMs: LIVE.spanMs, until: 100_000 });
    page.goLive();
    expect(chart.store.getState()).toEqual({ range: OWN, home: OWN });
  });

  it('moves through time with the page, each as long as it was', () => {
    const { chart, shown, pageShows } = onPage();
    chart.show(panned(shown(), -50_000, 500_000));
    expect(pageShows()).toEqual({ spanMs: LIVE.spanMs, until: 450_000 });
    expect(shown()).toEqual({ spanMs: OWN_MS, until: 450_000 });
    chart.reset();
    expect([shown(), pageShows()]).toEqual([OWN, LIVE]);
  });

  it('shows what another chart was zoomed to, and its own window again afterwards', () => {
    const { page, shown } = onPage();
    page.show(between(10_000, 20_000));
    expect(shown()).toMatchObject({ spanMs: 10_000, until: 20_000 });
    page.reset();
    expect(shown()).toEqual(OWN);
  });

  it('zooms the page when it is zoomed, also where that is as long as the page’s window was', () => {
    const { chart, shown, pageShows } = onPage();
    chart.show(zoomed(shown(), LIVE.spanMs / OWN_MS, 0, 500_000));
    expect(shown()).toMatchObject(LIVE);
    expect(pageShows()).toMatchObject(LIVE);
    chart.reset();
    expect([shown(), pageShows()]).toEqual([OWN, LIVE]);
  });

  it('keeps its length where another window is chosen for the page', () => {
    const { page, shown } = onPage();
    page.choose({ spanMs: 900_000, until: null });
    expect(shown()).toEqual(OWN);
    page.choose({ spanMs: 3_600_000, until: 5_000_000, exact: true });
    expect(shown()).toMatchObject({ spanMs: 3_600_000, until: 5_000_000 });
  });

  it('tells of what has changed, and shows one object until then', () => {
    const { page, chart, shown } = onPage();
    const told: unknown[] = [];
    const leave = chart.store.subscribe(({ range }) => told.push(range));
    expect(shown()).toBe(shown());
    page.pause(7_000);
    leave();
    page.goLive();
    expect(told).toEqual([{ spanMs: OWN_MS, until: 7_000 }]);
  });
});

describe('the shared cursor', () => {
  it('is where the last one pointed, and goes only when that one leaves', () => {
    const { cursor } = createNavigator(LIVE);
    const [left, right] = [{}, {}];
    const seen: (number | null)[] = [];
    const leave = cursor.subscribe(() => seen.push(cursor.time));
    cursor.point(left, 1);
    cursor.point(right, 2);
    cursor.point(left, null);
    expect(cursor.time).toBe(2);
    cursor.point(right, null);
    leave();
    cursor.point(left, 3);
    expect(seen).toEqual([1, 2, null]);
  });
});
