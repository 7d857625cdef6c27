import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkKiosk } from './kiosk.ts';

const BASE = 'https://plant.example/board/';
const check = (raw: unknown) => checkKiosk(raw, BASE);

describe('the kiosk part of the configuration', () => {
  it('only looks, goes on a minute after a touch, and has no night, unless it says otherwise', () => {
    expect(check({})).toEqual({
      wall: {
        isReadOnly: true,
        resumeAfterMs: 60_000,
        colours: 'auto',
        shiftEveryMs: 60_000,
        night: null,
        heartbeat: null,
      },
      playlists: new Map(),
      problems: [],
    });
    expect(check({ readOnly: false, night: { from: '21:30', to: '06:00' } }).wall).toMatchObject({
      isReadOnly: false,
      night: { from: 21 * 60 + 30, to: 6 * 60, brightness: 0.4 },
    });
  });

  it('gives each dashboard of a playlist its own time, or the playlist’s', () => {
    const hall = {
      seconds: 20,
      dashboards: ['dashboards/a.json', { dashboard: '/b.json', seconds: 5, variables: { room: '7' } }],
    };
    expect(check({ playlists: { hall } }).playlists.get('hall')).toEqual([
      { source: 'https://plant.example/board/dashboards/a.json', lengthMs: 20_000, variables: {} },
      { source: 'https://plant.example/b.json', lengthMs: 5_000, variables: { room: '7' } },
    ]);
  });

  it('says where walls tell that they live, each by its name', () => {
    const url = (given: string) => check({ heartbeat: { url: given } }).wall.heartbeat?.url;
    expect(url('https://monitor.example/ping/{wall}?of={wall}')).toBe(
      'https://monitor.example/ping/{wall}?of={wall}',
    );
    expect(url('alive')).toBe('https://plant.example/board/alive');
    expect(check({ heartbeat: { url: 'alive' } }).wall.heartbeat?.everyMs).toBe(60_000);
    const { wall, problems } = check({ heartbeat: { url: 'https://[', everySeconds: 1 } });
    expect(wall.heartbeat).toBeNull();
    expect(problems.join()).toContain('kiosk.heartbeat.url: expected an address such as');
  });

  it('takes no time that is longer than a day: browsers’ timers end at 24, and what is longer runs at once, again and again', () => {
    const long = 86_401;
    const { wall, playlists, problems } = check({
      heartbeat: { url: 'alive', everySeconds: long },
      resumeAfterSeconds: long,
      shiftEverySeconds: long,
      playlists: { hall: { seconds: long, dashboards: ['a.json'] } },
    });
    expect(wall).toMatchObject({ heartbeat: null, resumeAfterMs: 60_000, shiftEveryMs: 60_000 });
    expect(playlists.size).toBe(0);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'kiosk.playlists.hall.seconds',
      'kiosk.heartbeat.everySeconds',
      'kiosk.resumeAfterSeconds',
      'kiosk.shiftEverySeconds',
    ]);
    expect(check({ heartbeat: { url: 'alive', everySeconds: 86_400 } }).wall.heartbeat?.everyMs).toBe(
      86_400_000,
    );
  });

  it('names what is wrong and keeps the rest', () => {
    const { wall, playlists, problems } = check({
      readOnly: 'no',
      night: { from: '25:00', to: '06:00' },
      resumeAfterSeconds: 30,
      spin: true,
      playlists: { hall: { dashboards: [] }, gate: { dashboards: ['a.json'] }, 'a b': { dashboards: ['a'] } },
    });
    expect(problems).toEqual([
      'kiosk.playlists.hall.dashboards: expected at least 1 in the list; the playlist is left out',
      'kiosk.playlists.a b: expected letters, digits, dashes or underscores; the playlist is left out',
      'kiosk.readOnly: expected boolean; until then its default is used',
      'kiosk.night.from: expected a time of day such as "21:30"; until then its default is used',
      'kiosk.spin: unknown key; correct or remove it; until then its default is used',
    ]);
    expect([...playlists.keys()]).toEqual(['gate']);
    expect(wall).toMatchObject({ isReadOnly: true, night: null, resumeAfterMs: 30_000 });
  });

  it('survives anything, and lets nothing be switched that was not asked for', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const { wall, playlists } = check(raw);
        const isAsked =
          typeof raw === 'object' && raw !== null && 'readOnly' in raw && raw.readOnly === false;
        expect(wall.isReadOnly).toBe(!isAsked);
        for (const turns of playlists.values()) expect(turns.length).toBeGreaterThan(0);
      }),
    );
  });
});
