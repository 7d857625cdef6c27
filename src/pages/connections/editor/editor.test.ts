import { beforeAll, describe, expect, it } from 'vitest';
import { checkConfig } from '../../../config/config.ts';
import { connectable } from '../../../config/own.ts';
import { setSetup } from '../../../config/setup.ts';
import type { Json } from '../../../model/command.ts';
import { secretsIn, withoutAddressSecrets } from '../../../model/connection-secrets.ts';
import { checkDraft, draftOf, idOf, problemWithin, withoutUnknownKeys } from './draft.ts';
import { type Field, fieldsOf } from './fields.ts';
import { isLabelled } from './labels.ts';
import { jsonOf, textOfJson } from './not-json.ts';

const BASE = 'https://plant.example/';

const JSON_BACK_END = {
  id: 'j',
  name: 'Own',
  protocol: 'json',
  transport: 'websocket',
  url: 'wss://host/x',
  mapping: { device: '$.id' },
};

/** What a connection's export has, and what it says it left out. */
function withoutSecretsOf(raw: object) {
  const { config } = checkConfig({ connections: [raw] }, BASE);
  const [settings] = config?.engine.connections ?? [];
  if (!settings) throw new Error('the connection is wrong');
  const leftOut: string[] = [];
  return { draft: draftOf(settings, leftOut), leftOut };
}

beforeAll(() => {
  const { config } = checkConfig({}, BASE);
  if (!config) throw new Error('the file is wrong');
  const own = { connections: [], disabled: [] };
  setSetup({ base: BASE, hasSignIn: true, configured: [], own, engine: config.engine });
});

function pathsOf(fields: readonly Field[], before = ''): readonly string[] {
  return fields.flatMap((field) => {
    const path = `${before}${field.name}`;
    const inner =
      field.kind === 'group' || field.kind === 'rows'
        ? field.of
        : field.kind === 'variants'
          ? field.variants.flatMap((variant) => variant.of)
          : [];
    return [path, ...pathsOf(inner, `${path}.`)];
  });
}

describe('the form of a connection', () => {
  it.each(connectable.map(({ id }) => id))('has a name for each field of %s', (protocol) => {
    const { own, advanced } = fieldsOf(protocol);
    const paths = pathsOf([...own, ...advanced]);
    expect(paths.length).toBeGreaterThan(4);
    expect(paths.filter((path) => !isLabelled(protocol, path))).toEqual([]);
  });

  it('asks first for what must be given', () => {
    expect(fieldsOf('drogue').own.map((field) => field.name)).toEqual([
      'application',
      'channel',
      'groupId',
      'commandUrl',
      'actuators',
    ]);
  });

  it('is made from the schema: lists, rows, groups, choices, forms of a value, any JSON', () => {
    const kinds = (protocol: string) =>
      Object.fromEntries(fieldsOf(protocol).own.map((field) => [field.name, field.kind]));
    expect(kinds('streambed')).toEqual({ entities: 'lines' });
    expect(kinds('kamea')).toEqual({ devices: 'rows' });
    expect(fieldsOf('clown-talk').advanced.map((field) => `${field.name} ${field.kind}`)).toContain(
      'configVerb choice',
    );
    expect(kinds('json')).toEqual({ mapping: 'group', event: 'text', rejections: 'group', commands: 'rows' });
    expect(fieldsOf('json').advanced.map((field) => `${field.name} ${field.kind}`)).toContain(
      'greeting json',
    );
    const [actuators] = fieldsOf('drogue').own.filter((field) => field.name === 'actuators');
    const domain =
      actuators?.kind === 'rows' ? actuators.of.find((field) => field.name === 'domain') : undefined;
    expect(domain?.kind === 'variants' && domain.variants.map((one) => one.initial)).toEqual([
      'boolean',
      'json',
      { options: [] },
      {},
    ]);
  });

  it('names what is wrong by its field, in sentences', () => {
    const { settings, problems } = checkDraft(
      { id: 'a', protocol: 'kamea', url: 'https://k.example', devices: [{ deviceId: 'x' }] },
      ['a'],
    );
    expect(settings).toBeNull();
    expect(problems.get('devices[0].tenantId')).toBe('Fill this in.');
    expect(problems.get('id')).toContain('Another connection');
    const { problems: addresses } = checkDraft({ id: 'a', protocol: 'clown-talk', url: 'https://hub' }, []);
    expect(addresses.size).toBe(0);
    expect(checkDraft({ id: 'a', protocol: 'clown-talk', url: 'ftp://hub' }, []).problems.get('url')).toBe(
      'Expected ws:// or wss://.',
    );
  });

  it('opens a kept connection without the keys that it has no field for, and names them', () => {
    const kept = {
      id: 'f',
      protocol: 'drogue',
      url: 'wss://host/',
      application: 'fleet',
      colour: 'red',
      credentials: { kind: 'none', what: 'token' },
      actuators: [
        { device: 'lamp', property: 'on', domain: { options: ['a'] } },
        { device: 'lamp', property: 'off', report: true },
      ],
    };
    const { draft, removed } = withoutUnknownKeys(kept);
    expect(removed).toEqual(['credentials.what', 'actuators[1].report', 'colour']);
    expect(checkDraft(draft, []).problems.size).toBe(0);
    expect(draft).toMatchObject({ actuators: [kept.actuators[0], { device: 'lamp', property: 'off' }] });
    expect(kept.actuators[1]).toHaveProperty('report');
    expect(withoutUnknownKeys(draft)).toEqual({ draft, removed: [] });
  });

  it('takes no secrets, wherever they stand', () => {
    const found = secretsIn({
      url: 'wss://u:p@host/',
      commands: [{ url: 'https://host/?api_key=1', template: { password: 'x', token: '$value' } }],
      greeting: [{ auth: { apiKey: 'abc' } }],
      tokenParameter: 'access_token',
      credentials: { kind: 'token-url', url: '/token' },
    });
    expect(found.map(([path]) => path)).toEqual([
      'url',
      'commands[0].url',
      'commands[0].template.password',
      'greeting[0].auth.apiKey',
    ]);
    expect(withoutAddressSecrets('wss://u:p@host/a?token=1&b=2')).toBe('wss://host/a?b=2');
  });

  it.each<readonly [path: string, frame: Json]>([
    ['greeting[0].value', { type: 'auth', value: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.swordfish' }],
    ['greeting[0]', 'Bearer abcdefghi-swordfish'],
    ['greeting[0]', 'Basic dTpzd29yZGZpc2g='],
    ['greeting[0].header', { header: 'Authorization: Bearer swordfish' }],
    ['greeting[0]', 'login token=swordfish'],
    ['greeting[0]', '{"login":"bob","pass":"swordfish"}'],
    ['greeting[0]', '{"name":"password","value":"swordfish"}'],
    ['greeting[0].body', { body: '[{"user":"bob","pass":"swordfish"}]' }],
    ['greeting[0].value', { name: 'password', value: 'swordfish' }],
    ['greeting[0].data', { type: 'auth', data: { user: 'u', word: 'swordfish' } }],
    ['greeting[0].data.pass', { type: 'auth', data: { user: 'u', pass: 'swordfish' } }],
    ['greeting[0].auth', { auth: ['u', 'swordfish'] }],
    ['greeting[0].password', { password: '$wordfish' }],
  ])('takes and exports none that a frame holds at %s: %j', (path, frame) => {
    const raw = { ...JSON_BACK_END, greeting: [frame] };
    expect(secretsIn(raw).map(([at]) => at)).toEqual([path]);
    const { draft, leftOut } = withoutSecretsOf(raw);
    expect(leftOut).toEqual([path]);
    expect(JSON.stringify(draft)).not.toMatch(/\$?wordfish|dTpzd29yZGZpc2g/);
    expect(checkConfig({ connections: [draft] }, BASE).problems).toEqual([]);
  });

  it('does not take a duplicate before what was left out of it is gone: it would be sent as it stands', () => {
    const { draft } = withoutSecretsOf({ ...JSON_BACK_END, greeting: [{ go: 1 }, 'Bearer swordfish'] });
    const { settings, problems } = checkDraft(draft, []);
    expect(settings).toBeNull();
    expect(problems.get('greeting[1]')).toMatch(/^A secret was left out here/);
    expect(checkDraft({ ...draft, greeting: [{ go: 1 }] }, []).settings).not.toBeNull();
  });

  it('takes and exports what is named like a secret and is none', () => {
    const raw = {
      ...JSON_BACK_END,
      name: 'Basic heating',
      mapping: { device: '=key', values: '$.token' },
      greeting: ['what is the token?', { cmd: 'subscribe', keys: ['temperature'] }],
      commands: [{ device: 'door', property: 'key', template: { token: '$value', name: 'key' } }],
      tokenParameter: 'access_token',
    };
    expect(secretsIn(raw)).toEqual([]);
    const { greeting: _kept, ...others } = raw;
    expect(withoutSecretsOf(others)).toMatchObject({ draft: others, leftOut: [] });
  });

  it('takes no JSON with a slip in it, which would otherwise be saved as nothing, and keeps what was typed', () => {
    const kept = { ...JSON_BACK_END, greeting: [{ subscribe: 'plnt' }] };
    expect(checkDraft(kept, []).settings?.options.greeting).toEqual(kept.greeting);
    const greeting = jsonOf('[{"subscribe": "plnt"},]');
    const { settings, problems } = checkDraft({ ...kept, greeting }, []);
    expect(settings).toBeNull();
    expect([...problems]).toEqual([['greeting', 'This is not JSON yet. Texts need quotation marks: "on".']]);
    expect(textOfJson(greeting)).toBe('[{"subscribe": "plnt"},]');
    const order = { device: 'lamp', property: 'on', template: '$value' };
    const commands = [order, { ...order, template: jsonOf('{"password": "swordfish"') }];
    expect([...checkDraft({ ...JSON_BACK_END, commands }, []).problems]).toEqual([
      ['commands[1].template', 'This is not JSON yet. Texts need quotation marks: "on".'],
    ]);
    expect(jsonOf(' \n')).toBeUndefined();
  });

  it('says below a field of JSON what is wrong within it', () => {
    const greeting = [{ go: 1 }, { password: 'swordfish' }];
    const { problems } = checkDraft({ ...JSON_BACK_END, greeting }, []);
    expect(problemWithin(problems, 'greeting')).toMatch(/^\[1\]\.password: This looks like a secret/);
    expect(problemWithin(problems, 'greet')).toBeUndefined();
    expect(problemWithin(new Map([['greeting', 'Fill this in.']]), 'greeting')).toBe('Fill this in.');
  });

  it.each([
    '/stream?token=abc',
    ' https://host/stream?token=abc',
    'stream?token=abc',
    '//u:abc@host/stream',
    'https://host/stream#access_token=abc',
    'wss://host/?user=bob&pass=abc',
    'wss://host/?user=bob#pass=abc',
    'wss://host/?pw=abc',
    '/stream?bearer=abc&room=1',
    'https://host/stream?sv=2026&sig=abc',
    'https://host/stream?code=abc',
  ])('finds a secret in an address that is written in another way (%j)', (address) => {
    const raw = { id: 'a', protocol: 'json', transport: 'sse', url: address, mapping: { device: '$.id' } };
    const { settings, problems } = checkDraft(raw, []);
    expect(settings).toBeNull();
    expect(problems.get('url')).toContain('must not hold');
    expect(withoutAddressSecrets(address)).not.toContain('abc');
  });

  it('leaves texts alone that only look like addresses', () => {
    expect(
      secretsIn({ url: '/stream?room=1#top', device: '=key', greeting: ['what is the token?', '@all'] }),
    ).toEqual([]);
    expect(secretsIn({ url: '/stream?pass=2&barcode=1', greeting: ['{"pass":1,"of":[2]}'] })).toEqual([]);
    expect(withoutAddressSecrets('/stream?room=1')).toBe('/stream?room=1');
  });

  it('exports no secret of an address among the options', () => {
    const raw = {
      id: 'f',
      protocol: 'drogue',
      url: 'wss://host/',
      application: 'fleet',
      commandUrl: 'https://host/',
    };
    const { config } = checkConfig({ connections: [raw] }, BASE);
    const [settings] = config?.engine.connections ?? [];
    if (!settings) throw new Error('the connection is wrong');
    const leftOut: string[] = [];
    const commandUrl = 'https://u:abc@host/commands?api_key=abc&part=2';
    expect(draftOf({ ...settings, options: { ...settings.options, commandUrl } }, leftOut)).toMatchObject({
      commandUrl: 'https://host/commands?part=2',
    });
    expect(leftOut).toEqual(['commandUrl']);
  });

  it('makes a draft of any connection that is whole but for its secrets', () => {
    const raw = {
      id: 'j',
      protocol: 'json',
      transport: 'websocket',
      url: 'wss://u:p@host/x?token=abc',
      credentials: { kind: 'token', token: 'abc' },
      mapping: { device: '$.id' },
      greeting: [{ password: 'hunter2' }],
      tokenParameter: 'jwt',
    };
    const { config } = checkConfig({ connections: [raw] }, BASE);
    const [settings] = config?.engine.connections ?? [];
    if (!settings) throw new Error('the connection is wrong');
    const draft = draftOf(settings);
    expect(JSON.stringify(draft)).not.toMatch(/hunter2|abc|u:p/);
    expect(draft).toMatchObject({
      url: 'wss://host/x',
      credentials: { kind: 'ask', what: 'token' },
      tokenParameter: 'jwt',
    });
    expect(checkConfig({ connections: [draft] }, BASE).problems).toEqual([]);
  });

  it('makes ids of names', () => {
    expect(idOf('Kotelna č. 2', [])).toBe('kotelna-c-2');
    expect(idOf('Bridge', ['bridge', 'bridge-2'])).toBe('bridge-3');
    expect(idOf('…', [])).toBe('connection');
  });
});
