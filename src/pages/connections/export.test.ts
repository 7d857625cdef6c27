import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkConfig } from '../../config/config.ts';
import { setSetup } from '../../config/setup.ts';
import { exportedConfig } from './export.ts';

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

/** Exports while the server answers so. */
async function exportedWhile(answer: () => Response, connections: readonly object[] = [FLEET]) {
  const { config } = checkConfig({ oidc: OIDC, connections }, BASE);
  if (!config) throw new Error('the file is wrong');
  const own = { connections: [], disabled: [] };
  const configured = config.engine.connections;
  setSetup({ base: BASE, hasSignIn: true, configured, own, engine: config.engine });
  vi.stubGlobal('fetch', async () => answer());
  return await exportedConfig(own);
}

describe('the exported config.json', () => {
  it('is the deployment’s own with the connections as they are used here, without secrets', async () => {
    const text = await exportedWhile(() => Response.json({ title: 'Plant', oidc: OIDC }));
    expect(JSON.parse(text)).toMatchObject({
      title: 'Plant',
      oidc: OIDC,
      connections: [{ id: 'fleet', credentials: { kind: 'ask', what: 'password' } }],
    });
    expect(text).not.toContain('hunter2');
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
    const text = await exportedWhile(answer, [{ ...own, transport: 'websocket', greeting }]);
    expect(text).toContain('"type": "auth"');
    expect(text).not.toContain('swordfish');
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
