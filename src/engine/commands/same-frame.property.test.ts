import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/command.ts';
import { fetchProtocols, findProtocol } from '../protocols/index.ts';
import type { CommandPlan, ProtocolSession } from '../protocols/protocol.ts';
import { RecordingContext } from '../protocols/recording-context.ts';
import { protocolShapes } from '../protocols/shapes.ts';
import { started } from '../protocols/started.fixture.ts';
import { setUp } from './ledger.fixture.ts';
import { keysOf } from './open-command.ts';

/** A protocol's connection, configured so that one thing can be ordered under several names. */
interface Case {
  readonly id: string;
  readonly options: unknown;
  readonly devices: readonly string[];
  readonly properties: readonly string[];
}

const named = (device: string, property: string, more: object = {}) => ({
  device,
  property,
  reports: property === 'fan',
  ...more,
});
const json = (device: string, property: string, template: Json, more: object = {}) => ({
  ...named(device, property, more),
  template,
});

await fetchProtocols();

const CASES: readonly Case[] = [
  {
    id: 'clown-talk',
    options: {},
    devices: ['display/-', 'relay/0', 'led/-'],
    properties: ['state', 'set', 'publish-interval', 'fan'],
  },
  {
    id: 'drogue',
    options: {
      application: 'a',
      commandUrl: 'https://c',
      actuators: [
        named('d', 'fan', { command: 'set' }),
        named('d', 'oven', { command: 'set' }),
        named('d', 'own'),
        named('d', 'extra', { command: 'own' }),
        named('e', 'fan', { command: 'set' }),
      ],
    },
    devices: ['d', 'e'],
    properties: ['set', 'fan', 'oven', 'own', 'extra'],
  },
  {
    id: 'webchannel',
    options: {
      channel: 'user:1',
      actuators: ['fan', 'oven'].map((property) => ({ property, reports: property === 'fan' })),
    },
    devices: ['user:1'],
    properties: ['publish', 'fan', 'oven'],
  },
  {
    id: 'json',
    options: {
      mapping: { device: '$.id' },
      commands: [
        json('d', 'fan', { fan: '$value' }),
        json('d', 'set', '$value'),
        json('d', 'oven', { oven: '$value', fan: 1 }),
        json('e', 'fan', { fan: '$value' }),
        json('e', 'own', { of: '$device', what: ['$value', '$value'] }),
        json('e', 'set', { of: 'e', what: '$value' }),
        json('f', 'fan', { fan: '$value' }, { url: 'https://c/f' }),
        json('f', 'set', '$value', { url: 'https://c/f' }),
        json('f', 'own', '$value', { url: 'https://c/f', method: 'PUT' }),
      ],
    },
    devices: ['d', 'e', 'f'],
    properties: ['set', 'fan', 'oven', 'own'],
  },
];

const scalar = fc.constantFrom<Json>(true, false, 0, 1, 'on', 'e', 'text');
/** Values whose members have the names of properties, so that they say in other words what another order says. */
function values(names: readonly string[]): fc.Arbitrary<Json> {
  const member = fc.oneof(scalar, fc.array(scalar, { minLength: 2, maxLength: 2 }));
  return fc.oneof(
    scalar,
    fc.dictionary(fc.constantFrom(...names, 'of', 'what', 'text'), member, { maxKeys: 2 }),
  );
}

function sessionOf({ id, options }: Case): ProtocolSession {
  const protocol = findProtocol(id);
  const shape = protocolShapes.find((one) => one.id === id);
  if (!protocol || !shape) throw new Error(`there is no protocol ${id}`);
  return started(protocol, shape, options, new RecordingContext('wss://host'));
}

/** Where an order goes and what it says there. */
function said(plan: Exclude<CommandPlan, { kind: 'refused' }>): string {
  if (plan.kind === 'frames') return JSON.stringify(plan.frames);
  const body = typeof plan.body === 'string' ? plan.body : new TextDecoder().decode(plan.body);
  return `${plan.method} ${plan.url} ${body}`;
}

describe('orders that send the same', () => {
  it.each(CASES)('are one order to the ledger, under whatever names they are given: $id', (one) => {
    const session = sessionOf(one);
    const targets = one.devices.flatMap((device) =>
      one.properties.map((property) => ({ connection: 'c', device, property })),
    );
    fc.assert(
      fc.property(values(one.properties), (value) => {
        // What one says with this value, the others say with a part of it, or with it as a part.
        const parts = typeof value === 'object' && value !== null ? Object.values<Json>({ ...value }) : [];
        const wholes = one.properties.map((property): Json => ({ [property]: value }));
        const keysBySaid = new Map<string, ReadonlySet<string>[]>();
        for (const target of targets) {
          for (const desired of [value, ...parts, ...wholes]) {
            const plan = session.plan({ ...target, value: desired }, { kind: 'none' });
            if (plan.kind === 'refused') continue;
            const keys = keysOf(target, plan);
            const others = keysBySaid.get(said(plan)) ?? [];
            for (const other of others)
              expect(
                [...keys].some((key) => other.has(key)),
                `${said(plan)} ${[...keys]} ${[...other]}`,
              ).toBe(true);
            keysBySaid.set(said(plan), [...others, keys]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leave once while the first of them is open', () => {
    const { ledger, orderOf, link, last } = setUp();
    const session = sessionOf({ id: 'clown-talk', options: {}, devices: [], properties: [] });
    link.domain = { type: 'json' };
    link.planned = (request) => session.plan(request, { kind: 'none' });
    const order = (property: string) =>
      ledger.order({ ...orderOf('display/-', { text: 'hi' }), property }, link);
    expect(last(order('state'))?.state).toBe('sent');
    expect(last(order('set'))?.reason).toContain('still open');
    expect(link.sent).toHaveLength(1);
  });

  it('may differ, and then leave beside each other', () => {
    const one = CASES.find(({ id }) => id === 'json');
    const session = one && sessionOf(one);
    const keys = (device: string, property: string, value: Json) => {
      const plan = session?.plan({ device, property, value }, { kind: 'none' });
      if (!plan || plan.kind === 'refused') throw new Error('not planned');
      return keysOf({ connection: 'c', device, property }, plan);
    };
    const other = keys('e', 'set', true);
    for (const key of keys('d', 'set', { of: 'e', what: false })) expect(other.has(key)).toBe(false);
  });
});
