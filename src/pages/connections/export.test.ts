import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkConfig } from '../../config/config.ts';
import type { RawConnection } from '../../config/own.ts';
import { setSetup } from '../../config/setup.ts';
import { exportedConfig, exportedWords } from './export.ts';

const BASE = 'https://plant.example/';
const OIDC = { authority: 'https://id.example', clientId: 'signalbox' };
const FLEET = {
  id: 'fleet',
  protocol: 'drogue',
  url: 'wss://host/',
  application: 'fleet',
  credentials: { kind: 'basic', username: 'u', password: 'hunter2' },
};

afterEach(() => vi.unstubAllGlobals());

interface Export {
  /** Of config.json, as the page has read it. */
  readonly connections?: readonly unknown[];
  /** Of this browser. */
  readonly mine?: readonly RawConnection[];
  readonly disabled?: readonly string[];
}

/** Exports while the server answers so. */
async function exportedWhile(answer: () => Response, given: Export = {}) {
  const { connections = [FLEET], mine = [], disabled = [] } = given;
  const { config } = checkConfig({ oidc: OIDC, connections }, BASE);
  if (!config) throw new Error('the file is wrong');
  const own = { connections: [...mine], disabled: [...disabled] };
  const configured = config.engine.connections;
  setSetup({ base: BASE, hasSignIn: true, configured, own, engine: config.engine });
  vi.stubGlobal('fetch', async () => answer());
  return await exportedConfig(own);
}

describe('the exported config.json', () => {
  it('is the deployment’s own with the connections as they are used here, without secrets', async () => {
    const exported = await exportedWhile(() => Response.json({ title: 'Plant', oidc: OIDC }));
    const { text } = exported;
    expect(JSON.parse(text)).toMatchObject({
      title: 'Plant',
      oidc: OIDC,
      connections: [{ id: 'fleet', credentials: { kind: 'ask', what: 'password' } }],
    });
    expect(text).not.toContain('hunter2');
    expect(exportedWords(exported)).not.toMatch(/Left out|Not in it/);
  });

  it('is without what a back end is greeted with to sign in', async () => {
    const own = { id: 'own', protocol: 'json', url: 'wss://host/', mapping: { device: '$.id' } };
    const greeting = [
      { type: 'auth', value: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.swordfish' },
      'Bearer abcdefghi-swordfish',
      { header: 'Authorization: Bearer abcdefghi-swordfish' },
      'login token=swordfish',
      { name: 'password', value: 'swordfish' },
    ];
    const answer = () => Response.json({ oidc: OIDC });
    const connections = [FLEET, { ...own, transport: 'websocket', greeting }];
    const exported = await exportedWhile(answer, { connections });
    expect(exported.text).toContain('"type": "auth"');
    expect(exported.text).not.toContain('swordfish');
    // The page asks for credentials, and for nothing else: what else is missing is said.
    expect(exported.leftOutPaths).toEqual(
      ['[0].value', '[1]', '[2].header', '[3]', '[4].value'].map((path) => `connections[1].greeting${path}`),
    );
    expect(exportedWords(exported)).toContain('Left out, since it looks like a secret');
  });

  it('is without the monitor’s address, and without secrets in those of dashboards', async () => {
    const dashboards = ['d.json', 'https://h.example/d.json?v=2&token=swordfish'];
    const turns = [{ dashboard: '/wall.json?sig=swordfish', variables: { hall: 'B' } }, dashboards[1]];
    const heartbeat = { url: 'https://monitor.example/swordfish', everySeconds: 30 };
    const kiosk = { readOnly: false, heartbeat, playlists: { hall: { dashboards: turns } } };
    const exported = await exportedWhile(() => Response.json({ oidc: OIDC, dashboards, kiosk }));
    expect(exported.text).not.toContain('swordfish');
    expect(JSON.parse(exported.text)).toMatchObject({
      dashboards: ['d.json', 'https://h.example/d.json?v=2'],
      kiosk: {
        readOnly: false,
        heartbeat: { everySeconds: 30 },
        playlists: {
          hall: {
            dashboards: [
              { dashboard: '/wall.json', variables: { hall: 'B' } },
              'https://h.example/d.json?v=2',
            ],
          },
        },
      },
    });
    expect(exported.leftOutPaths).toEqual([
      'kiosk.playlists.hall.dashboards[0].dashboard',
      'kiosk.playlists.hall.dashboards[1]',
      'kiosk.heartbeat.url',
      'dashboards[1]',
    ]);
  });

  it('is without what the page does not know, wherever that stands, and names it', async () => {
    const secret = { kind: 'basic', username: 'u', password: 'swordfish' };
    const limit = {
      id: 'hot',
      kind: 'limit',
      quantity: 't',
      high: { at: 30 },
      suppressWhile: { quantity: 'q', is: true },
    };
    const file = {
      title: 'Plant',
      'connections-old': [{ id: 'x', credentials: secret }],
      apiKey: 'swordfish',
      oidc: { ...OIDC, authority: 'https://swordfish@id.example' },
      language: { code: 'swordfish' },
      anonymousRol: 'viewer',
      limits: { maxSeries: 10, note: 'swordfish' },
      alarms: [
        { ...limit, note: 'swordfish', suppressWhile: { ...limit.suppressWhile, note: 'swordfish' } },
        { id: 'other', kind: 'swordfish', note: 'swordfish' },
        'swordfish',
        { id: 'lost', kind: 'connection', advice: 'Log in with password=swordfish' },
      ],
      kiosk: {
        heartbeat: 'https://monitor.example/swordfish',
        note: 'swordfish',
        playlists: {
          hall: { dashboards: [{ dashboard: 'd.json', note: 'swordfish' }], note: 'swordfish' },
          'a b': { dashboards: ['swordfish'] },
        },
      },
    };
    const exported = await exportedWhile(() => Response.json(file));
    expect(exported.text).not.toContain('swordfish');
    expect(JSON.parse(exported.text)).toEqual({
      title: 'Plant',
      oidc: { ...OIDC, authority: 'https://id.example/' },
      // Of what may have been meant, nobody gets a larger role.
      anonymousRole: 'viewer',
      limits: { maxSeries: 10 },
      alarms: [limit, { id: 'lost', kind: 'connection', advice: 'Log in with password=[left out]' }],
      kiosk: { playlists: { hall: { dashboards: [{ dashboard: 'd.json' }] } } },
      connections: [expect.objectContaining({ id: 'fleet' })],
    });
    expect(exported.leftOutPaths).toEqual([
      'connections-old',
      'apiKey',
      'language',
      'anonymousRol',
      'limits.note',
      'alarms[0].suppressWhile.note',
      'alarms[0].note',
      'alarms[1]',
      'alarms[2]',
      'kiosk.heartbeat',
      'kiosk.note',
      'kiosk.playlists.hall.dashboards[0].note',
      'kiosk.playlists.hall.note',
      'kiosk.playlists.a b',
      'oidc.authority',
      'alarms[1].advice',
    ]);
  });

  it('keeps all in its place', async () => {
    const file = { connections: [], kiosk: {}, oidc: OIDC, title: 'Plant' };
    const { text } = await exportedWhile(() => Response.json(file));
    expect(Object.keys(JSON.parse(text))).toEqual(['connections', 'kiosk', 'oidc', 'title']);
  });

  it('names the connections that are not in it because something in them is wrong, wherever they come from', async () => {
    const EDGE = { id: 'edge', protocol: 'streambed', url: 'https://host/', entities: ['1'] };
    const typo = { ...EDGE, id: 'hall', name: 'Hall 7', entitis: ['1'] };
    const connections = [EDGE, typo, 'nothing', { ...EDGE, name: 'Edge again' }, { ...EDGE, id: 'unused' }];
    const { entities: _none, ...wrong } = { ...EDGE, id: 'mine', name: 'My own' };
    const exported = await exportedWhile(() => Response.json({ oidc: OIDC, connections }), {
      connections,
      mine: [wrong, { ...wrong, id: 'unused too' }, { ...EDGE, id: 'right' }],
      disabled: ['unused', 'unused too'],
    });
    expect(JSON.parse(exported.text)).toMatchObject({ connections: [{ id: 'edge' }, { id: 'right' }] });
    expect(exported.leftOutConnections).toEqual(['Hall 7', 'connections[2]', 'Edge again', 'My own']);
    expect(exportedWords(exported)).toContain('Not in it, because something in them is wrong');
  });

  it.each([
    ['no file', () => new Response('<h1>gone</h1>', { status: 404 })],
    ['a fault', () => Response.json({ error: 'boom' }, { status: 500 })],
    ['another page', () => new Response('<h1>sign in to the network</h1>')],
    ['a list', () => Response.json([])],
    ['something without the sign-in', () => Response.json({ title: 'Plant' })],
    ['nothing', () => Response.error()],
  ])(
    'is not made of what is not the deployment’s own (%s): the person hears what to do',
    async (_what, answer) => {
      await expect(exportedWhile(answer)).rejects.toThrow(/^Nothing was exported: .* then try again\.$/);
    },
  );
});
