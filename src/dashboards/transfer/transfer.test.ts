import { deflateRawSync } from 'node:zlib';
import { messages as czech } from 'virtual:messages/cs/later';
import { i18n } from '@lingui/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LEFT_OUT } from '../../model/redacted-text.ts';
import { later } from '../../ui/language.ts';
import { dashboardDocument } from '../document.fixture.ts';
import { readDocument } from '../document.ts';
import { duplicateOf } from './copy.ts';
import { fileName, fileText, readFile } from './file.ts';
import { freshId, withFreshId } from './fresh-id.ts';
import { fromFragment, LONGEST_LINK, toFragment } from './link.ts';
import { shareable } from './secrets.ts';

beforeAll(later(async () => undefined));

describe('a copy', () => {
  it('has an id of its own that tells of its title', () => {
    expect(freshId('Kotelna č. 7 (North)')).toMatch(/^kotelna-c-7-north-[a-z2-9]{6}$/);
    expect(freshId('☃')).toMatch(/^dashboard-[a-z2-9]{6}$/);
    expect(freshId('Plant')).not.toBe(freshId('Plant'));
  });

  it('says that it is one, once', () => {
    const copy = duplicateOf(dashboardDocument());
    expect(copy.metadata.title).toBe('Title of plant (copy)');
    expect(duplicateOf(copy).metadata.title).toBe('Title of plant (copy)');
    expect(copy.spec).toEqual(dashboardDocument().spec);
  });

  it('says so in the language of the page, within the bounds of a title', () => {
    i18n.loadAndActivate({ locale: 'cs', messages: czech });
    const copy = duplicateOf(dashboardDocument());
    expect(copy.metadata.title).toBe('Title of plant (kopie)');
    expect(duplicateOf(copy).metadata.title).toBe('Title of plant (kopie)');
    const long = duplicateOf(withFreshId(dashboardDocument(), 'x'.repeat(200))).metadata.title;
    expect(long).toMatch(/^x+ \(kopie\)$/);
    expect(long.length).toBe(200);
    i18n.activate('en');
  });

  it('keeps a title within its bounds', () => {
    expect(withFreshId(dashboardDocument(), 'x'.repeat(300)).metadata.title.length).toBe(200);
  });
});

describe('a dashboard’s file', () => {
  it('gives the same dashboard when it is read again', async () => {
    const document = dashboardDocument();
    const read = await readFile(new Blob([fileText(document)]));
    expect(read).toEqual({ ok: true, document });
    expect(fileName('Plant')).toBe('Plant.dashboard.json');
  });

  it('that brings an id which no address can hold gets another one', async () => {
    for (const id of ['.', '..', '', 'a/b', '%2e%2e', '\ud800']) {
      const document = { ...dashboardDocument(), metadata: { id, title: 'Boiler', tags: [] } };
      const read = await readFile(new Blob([JSON.stringify(document)]));
      expect(read).toMatchObject({ ok: true, document: { metadata: { title: 'Boiler' } } });
      expect(read.ok && read.document.metadata.id).toMatch(/^boiler-[a-z2-9]{6}$/);
      const linked = await fromFragment(
        `#dashboard=${deflateRawSync(JSON.stringify(document)).toString('base64url')}`,
      );
      expect(linked.ok && linked.document.metadata.id).toMatch(/^boiler-[a-z2-9]{6}$/);
    }
  });

  it('is refused in words when it is none', async () => {
    const problemsOf = async (text: string) => {
      const read = await readFile(new Blob([text]));
      return read.ok ? [] : read.problems;
    };
    expect(await problemsOf('{')).toEqual([expect.stringMatching(/^it is not JSON/)]);
    expect(await problemsOf('[]')).toEqual(['expected object']);
    expect(await problemsOf(' '.repeat(2 * 1024 * 1024))).toEqual([
      expect.stringMatching(/^it is 2\.0 MB long/),
    ]);
    expect(await problemsOf(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toEqual([
      expect.stringMatching(/64 levels deep/),
    ]);
  });
});

describe('what leaves the browser', () => {
  it('is without what looks like a secret, and says where that was', () => {
    const options = {
      payload: { ssid: 'plant', password: 'hunter2', keys: [{ a: 1 }], token: '' },
      keyboard: 1,
    };
    const document = dashboardDocument('plant', {
      widgets: { token: { type: 'json', title: 'Wi-Fi', options } },
      layout: { wide: [] },
    });
    const shared = shareable(document);
    expect(shared.leftOut).toEqual([
      'spec.widgets.token.options.payload.password',
      'spec.widgets.token.options.payload.keys',
    ]);
    expect(JSON.stringify(shared.document)).not.toContain('hunter2');
    expect(shared.document.spec.widgets.token).toEqual({
      type: 'json',
      title: 'Wi-Fi',
      options: {
        payload: { ssid: 'plant', password: '[left out]', keys: '[left out]', token: '' },
        keyboard: 1,
      },
    });
    expect(document.spec.widgets.token?.options).toBe(options);
  });

  it('is without those that stand in texts, and beside what names them', () => {
    const payload = [
      'Authorization: Bearer swordfish',
      { type: 'auth', value: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.swordfish' },
      { name: 'wifi-password', value: 'swordfish' },
      '{"pass":"swordfish","ssid":"x"}',
    ];
    const document = dashboardDocument('plant', {
      widgets: { w: { type: 'json', title: 'Wi-Fi', options: { payload } } },
      layout: { wide: [] },
    });
    const shared = shareable(document);
    const at = 'spec.widgets.w.options.payload';
    expect(shared.leftOut).toEqual([`${at}[0]`, `${at}[1].value`, `${at}[2].value`, `${at}[3]`]);
    expect(JSON.stringify(shared.document)).not.toContain('swordfish');
    expect(shared.document.spec.widgets.w?.options).toMatchObject({
      payload: [
        `Authorization: Bearer ${LEFT_OUT}`,
        { type: 'auth' },
        { name: 'wifi-password' },
        `{"pass":"${LEFT_OUT}","ssid":"x"}`,
      ],
    });
  });

  it('is without those that variables hold, by their names or by what refers to them', () => {
    const variables = [
      { name: 'password', kind: 'text', default: 'hunter2hunter2' },
      { name: 'apiKey', kind: 'text', label: 'Key', options: ['sk_live_hunter2'] },
      { name: 'code', kind: 'text', default: 'hunter2', options: ['hunter2', 'hunter22'] },
      { name: 'header', kind: 'text', default: 'none', options: ['none', 'Bearer hunter2'] },
      { name: 'hall', kind: 'room', default: 'North', options: ['North'] },
      { name: 'key_reader', kind: 'device', default: 'reader-1' },
    ];
    const options = { payload: { name: 'psk', value: '$code', room: '$hall' } };
    const document = dashboardDocument('plant', {
      widgets: { w: { type: 'json', title: 'Wi-Fi', options } },
      layout: { wide: [] },
      variables,
    });
    const shared = shareable(document);
    expect(JSON.stringify(shared.document)).not.toContain('hunter2');
    expect(shared.document.spec.variables).toEqual([
      { name: 'password', kind: 'text' },
      { name: 'apiKey', kind: 'text', label: 'Key', options: [] },
      { name: 'code', kind: 'text', options: [] },
      { name: 'header', kind: 'text', default: 'none', options: ['none'] },
      ...variables.slice(4),
    ]);
    expect(shared.leftOut.filter((path) => path.startsWith('spec.variables'))).toEqual([
      'spec.variables[0].default',
      'spec.variables[1].options',
      'spec.variables[2].default',
      'spec.variables[2].options',
      'spec.variables[3].options',
    ]);
    expect(readDocument(shared.document).ok).toBe(true);
  });

  it('keeps what only refers to a variable, and takes what looks like a reference and is none for a secret', () => {
    const braced = `$\{code}`;
    const payload = { password: '$code', token: braced, psk: '$4711', secret: 'x$code' };
    const document = dashboardDocument('plant', {
      widgets: { w: { type: 'json', title: 'Wi-Fi', options: { payload } } },
      layout: { wide: [] },
      variables: [{ name: 'code', kind: 'text', default: 'hunter2' }],
    });
    const shared = shareable(document);
    expect(shared.document.spec.widgets.w?.options).toEqual({
      payload: { password: '$code', token: braced, psk: LEFT_OUT, secret: LEFT_OUT },
    });
    expect(shared.document.spec.variables).toEqual([{ name: 'code', kind: 'text' }]);
  });

  it('is the same where nothing looks like one', () => {
    const document = dashboardDocument('plant', {
      widgets: {
        door: { type: 'button', title: 'Door', options: { label: 'Key', value: 'open' } },
        heating: { type: 'json', title: 'Heating', options: { payload: 'Basic heating' } },
      },
      layout: { wide: [] },
    });
    expect(shareable(document)).toEqual({ document, leftOut: [] });
  });
});

describe('a dashboard’s link', () => {
  const problemOf = async (fragment: string) => {
    const read = await fromFragment(fragment);
    return read.ok ? '' : (read.problems[0] ?? '');
  };
  const linkOf = (bytes: string | Uint8Array) => `#dashboard=${deflateRawSync(bytes).toString('base64url')}`;

  it('carries the dashboard', async () => {
    const document = dashboardDocument();
    const { fragment, length } = await toFragment(document);
    expect(fragment).toMatch(/^#dashboard=[\w-]+$/);
    expect(length).toBeLessThan(500);
    expect(await fromFragment(fragment)).toEqual({ ok: true, document });
  });

  it('that is cut off, changed or something else is refused in words', async () => {
    const { fragment } = await toFragment(dashboardDocument());
    expect(await problemOf(fragment.slice(0, -10))).toMatch(/not whole/);
    expect(await problemOf('#dashboard=%%%')).toMatch(/not whole/);
    expect(await problemOf('')).toMatch(/carries no dashboard/);
    expect(await problemOf(linkOf('[1,'))).toMatch(/not whole/);
    expect(await problemOf(linkOf(Uint8Array.of(0xff, 0xfe, 0x00)))).toMatch(/not whole/);
    expect(await problemOf(linkOf('{"kind":"signalbox/dashboard","version":2}'))).toBe('metadata: required');
  });

  it('that unpacks to far more than it is long is stopped', async () => {
    const bomb = linkOf(`{"kind":"${'x'.repeat(4 * 1024 * 1024)}"}`);
    expect(bomb.length).toBeLessThan(LONGEST_LINK);
    expect(await problemOf(bomb)).toMatch(/more than a dashboard can be/);
    expect(await problemOf(`#dashboard=${'A'.repeat(LONGEST_LINK + 1)}`)).toMatch(/longer than any/);
  });

  it('that is wrong in thousands of places has the first of them said, and how many more there are', async () => {
    const options = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, 1]));
    const widgets = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [n, { type: 'stat', title: 'A', options: {}, ...options }]),
    );
    const { spec, ...rest } = dashboardDocument();
    const link = linkOf(JSON.stringify({ ...rest, spec: { ...spec, widgets } }));
    expect(link.length).toBeLessThan(LONGEST_LINK);
    const read = await fromFragment(link);
    const problems = read.ok ? [] : read.problems;
    expect(problems).toHaveLength(13);
    expect(problems.at(-1)).toMatch(/^and \d{5} more$/);
  });

  it('may carry anything without anything being thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        expect((await fromFragment(linkOf(JSON.stringify(value)))).ok).toBe(false);
      }),
      { numRuns: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const fragment = `#dashboard=${Buffer.from(bytes).toString('base64url')}`;
        expect((await fromFragment(fragment)).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
