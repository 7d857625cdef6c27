import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../model/command.ts';
import { SECRET_NAMES } from '../../model/secret-name.fixture.ts';
import { LEFT_OUT, redacted, redactedText } from './redact.ts';

it('leaves secrets out of values at any depth and keeps the rest', () => {
  expect(
    redacted({ ssid: 'plant', password: 'hunter2', list: [{ token: { a: 1 } }, 2, null, true, 'text'] }),
  ).toEqual({ ssid: 'plant', password: LEFT_OUT, list: [{ token: LEFT_OUT }, 2, null, true, 'text'] });
});

it('leaves out what another member calls a secret', () => {
  expect(
    redacted({
      set: [
        { name: 'wifi-password', value: 'hunter2' },
        { name: 'level', value: 5 },
      ],
    }),
  ).toEqual({
    set: [
      { name: 'wifi-password', value: LEFT_OUT },
      { name: 'level', value: 5 },
    ],
  });
});

it('leaves secrets out of running text', () => {
  expect(redactedText('401 for Bearer abc.def-ghi')).toBe(`401 for Bearer ${LEFT_OUT}`);
  expect(redactedText('got eyJhbGciOiJ9.eyJzdWIi.c2ln!')).toBe(`got ${LEFT_OUT}!`);
  expect(redactedText('POST /x?access_token=abc&level=5')).toBe(`POST /x?access_token=${LEFT_OUT}&level=5`);
  expect(redactedText('{"password": "a b", "level": 5}')).toBe(`{"password": ${LEFT_OUT}, "level": 5}`);
  expect(redactedText('at wss://clown:bigclown@hub/x')).toBe(`at wss://${LEFT_OUT}@hub/x`);
  expect(redactedText('It takes no more than 30. Nothing was sent.')).toBe(
    'It takes no more than 30. Nothing was sent.',
  );
});

it('knows in running text every name that it knows elsewhere', () => {
  const written = (name: string) => [
    `{"${name}":"hunter2"}`,
    JSON.stringify(JSON.stringify({ [name]: 'so hunter2' })),
    `${name}=hunter2`,
    `set ${name}: hunter2, level: 5`,
    `url=https://hub/x?${name}=hunter2&level=5`,
    `{"${name}":["a","hunter2"]}`,
  ];
  const told = SECRET_NAMES.flatMap(written).filter((text) => redactedText(text).includes('hunter2'));
  expect(told).toEqual([]);
  expect(redacted({ payload: '{"psk":"hunter2"}' })).toEqual({ payload: `{"psk":${LEFT_OUT}}` });
  expect(redactedText('wifi pass=hunter2')).toBe(`wifi pass=${LEFT_OUT}`);
});

it('leaves a secret out of running text behind other names, and behind words that may begin one', () => {
  const told = [
    'Login failed: token = hunter2secret',
    'denied: token : hunter2',
    'error: Token  =hunter2',
    'auth: token = hunter2',
    'auth: token: hunter2',
    'password: key "token" : "so hunter2"',
    'Authorization: Digest token = hunter2',
  ].filter((text) => redactedText(text).includes('hunter2'));
  expect(told).toEqual([]);
  expect(redactedText('auth: token = hunter2, level: 5')).toBe(`auth: ${LEFT_OUT} = ${LEFT_OUT}, level: 5`);
  expect(redactedText('Authorization: Token hunter2 rest')).toBe(`Authorization: Token ${LEFT_OUT} rest`);
});

it('leaves a pass out of running text beside whose it is', () => {
  expect(redactedText('user=bob&pass=hunter2')).toBe(`user=bob&pass=${LEFT_OUT}`);
  expect(redactedText('pass: "hunter2", ssid: "plant"')).toBe(`pass: ${LEFT_OUT}, ssid: "plant"`);
  expect(redactedText('<login>bob</login><pass>hunter2</pass>')).toBe(
    `<login>bob</login><pass>${LEFT_OUT}</pass>`,
  );
});

it('leaves out of running text what stands in the tag of a secret', () => {
  expect(redactedText('<a><password>so hunter2</password><b>5</b></a>')).toBe(
    `<a><password>${LEFT_OUT}</password><b>5</b></a>`,
  );
  for (const text of [
    '<wifi:psk type="text">\n  hunter2\n</wifi:psk>',
    '<token><![CDATA[hunter2]]></token>',
    '<password>hunter2',
    '<key>token</key><password\n>hunter2</password>',
  ])
    expect(redactedText(text)).not.toContain('hunter2');
  expect(redactedText('<key>temperature</key><tokens/><b>5</b>')).toBe(
    '<key>temperature</key><tokens/><b>5</b>',
  );
});

it('leaves text readable that only speaks of secrets', () => {
  const texts = [
    'auth failed',
    'The cookie banner is shown: yes',
    'signature invalid (401)',
    'author: Kim, keyboard: cs',
    'pass: 12, fail: 0',
    'The token has expired. Sign in again.',
  ];
  expect(texts.map(redactedText)).toEqual(texts);
});

it('says once that something was left out, however often a text goes through it', () => {
  const once = redactedText('Authorization: Bearer abc.def-ghi, key=hunter2');
  expect(once).toBe(`Authorization: Bearer ${LEFT_OUT}, key=${LEFT_OUT}`);
  expect(redactedText(once)).toBe(once);
});

it('never lets through what stands under a secret’s name, whatever surrounds it', () => {
  const SECRET = 'correct-horse-battery';
  const around = fc.jsonValue({ maxDepth: 2 });
  fc.assert(
    fc.property(
      fc.constantFrom('password', 'token', 'secret', 'api-key', 'refreshToken'),
      fc.array(fc.oneof(fc.string(), fc.nat(3)), { maxLength: 4 }),
      around,
      (name, path, other) => {
        let value: unknown = { [name]: SECRET, other };
        for (const step of path) value = typeof step === 'string' ? { [step]: value } : [other, value];
        const readable: Json = JSON.parse(JSON.stringify(value));
        expect(JSON.stringify(redacted(readable))).not.toContain(SECRET);
      },
    ),
  );
});

it('gets to the end of hostile text', () => {
  const pieces = [
    'passw',
    '-eyJ',
    'eyJa.',
    'key',
    'key ',
    'Bearer ',
    '//a:',
    '//',
    'token=',
    'token:',
    'token:[',
    'token:"',
    "token:'[",
    '"',
    ' ',
    'x',
    'key=[',
    'a=',
    'key={',
    '\\',
    '<password>',
    '<password ',
    '<psk><![CDATA[',
    'user=',
    'user',
    'pass=',
    'auth: token = ',
    'failed: Token  ',
  ];
  for (const piece of pieces)
    expect(redactedText(`token ${piece.repeat(256_000 / piece.length)}`)).not.toBe('');
});
