import fc from 'fast-check';
import type { Json, Role } from '../../model/command.ts';
import type { SendOutcome } from '../transports/transport.ts';

/** What each device is ordered and reports: the valve keeps whole steps, the dial what 32 bits leave of a number. */
export const VALUES = {
  relay: [true, false],
  blind: [true, false],
  http: [true, false],
  'blind-http': [true, false],
  all: [true, false],
  valve: [16_777_216, 16_777_217],
  dial: [21.3, Math.fround(21.3), 21.4],
} as const;
export const DEVICES = ['relay', 'blind', 'http', 'blind-http', 'all', 'valve', 'dial'] as const;
/** What is switched together with a device. */
export const TOUCHED: Readonly<Record<string, readonly Device[]>> = { all: ['relay', 'http'] };
type Device = (typeof DEVICES)[number];
type Value = boolean | number;

/** A device, and what is ordered of it. */
export interface Target {
  readonly device: Device;
  readonly value: Value;
}

/** What people, devices, links, back ends and clocks can do to the ledger. */
export type Happening =
  | (Target & { readonly kind: 'click'; readonly age: number })
  | { readonly kind: 'group'; readonly targets: readonly Target[]; readonly age: number }
  | { readonly kind: 'report'; readonly device: Device; readonly value: Value | null }
  | { readonly kind: 'no'; readonly device: Device }
  | { readonly kind: 'close' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'answer'; readonly pick: number; readonly status: number | 'broke' }
  | { readonly kind: 'advance'; readonly ms: number }
  | { readonly kind: 'suspend'; readonly ms: number }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'refuse'; readonly words: string | null }
  | { readonly kind: 'outcome'; readonly outcome: SendOutcome };

const device = fc.constantFrom(...DEVICES);
const target: fc.Arbitrary<Target> = device.chain((one) =>
  fc.record({ device: fc.constant(one), value: fc.constantFrom<Value>(...VALUES[one]) }),
);
const ms = fc.constantFrom(0, 1, 400, 1_000, 4_999, 5_000, 5_001, 60_000);
const kind = <K extends Happening['kind']>(name: K) => fc.constant(name);
const age = fc.constantFrom(0, 0, 0, 0, 999, 1_001, 60_000, -2_000);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(target, age).map(([what, ago]) => ({ kind: 'click' as const, ...what, age: ago })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('group'),
      targets: fc.array(target, { minLength: 1, maxLength: 5 }),
      age,
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(target, fc.constantFrom(false, false, true))
      .map(([what, isUnknown]) => ({ kind: 'report' as const, ...what, ...(isUnknown && { value: null }) })),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind('answer'),
      pick: fc.nat(100),
      status: fc.constantFrom(200, 202, 202, 401, 403, 406, 413, 500, 'broke' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kind('advance'), ms }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('suspend'), ms }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('no'), device }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('close') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('reopen') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('sign') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('role'),
      role: fc.constantFrom<Role>('viewer', 'technician', 'admin'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('refuse'), words: fc.constantFrom(null, null, 'The link is silent.') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('outcome'),
      outcome: fc.constantFrom<SendOutcome>('sent', 'sent', 'backlog', 'not-open', 'unsupported'),
    }),
  },
);

/** An order and what its device reports right after it, which by chance alone would seldom meet. */
const exchange: fc.Arbitrary<Happening[]> = target.chain((one) =>
  fc
    .array(fc.constantFrom<Value>(...VALUES[one.device]), { maxLength: 2 })
    .map((reports): Happening[] => [
      { kind: 'click', ...one, age: 0 },
      ...reports.map((value): Happening => ({ kind: 'report', device: one.device, value })),
    ]),
);
export const happenings = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: happening.map((one) => [one]) }, { weight: 1, arbitrary: exchange }),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.flat());

/** Whether a device that was ordered this reports it so. */
export function isSo(device: Device, ordered: Json, reported: Value | null): boolean {
  const isKeptIn32Bits = device === 'dial' && typeof ordered === 'number' && typeof reported === 'number';
  return isKeptIn32Bits ? Math.fround(ordered) === Math.fround(reported) : ordered === reported;
}

/** Everything that an order to a device keeps to itself. */
export function reachOf(device: string): readonly string[] {
  return [device, ...(TOUCHED[device] ?? [])];
}
