import * as z from 'zod/mini';
import type { Interlock } from '../../model/command.ts';

const name = z.string().check(z.minLength(1));

/** Only while the newest reading of a series is within limits, and not stale. */
export const interlockOption = z
  .strictObject({
    connection: name,
    device: name,
    quantity: name,
    below: z.optional(z.number()),
    above: z.optional(z.number()),
  })
  .check(
    z.refine(
      ({ below, above }) => below !== undefined || above !== undefined,
      'expected a limit: below, above, or both',
    ),
  );

/** What every control may ask for before it orders. */
export const guardOptions = {
  /** A sentence that the person has to confirm. */
  confirm: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
  /** It has to be held for one second. */
  hold: z.optional(z.boolean()),
  interlock: z.optional(interlockOption),
  /** The least role, where it is to be higher than the connection's. */
  role: z.optional(z.enum(['technician', 'admin'])),
};

/** {@link guardOptions} as a control has them. */
export interface Guards {
  readonly confirm?: string | undefined;
  readonly hold?: boolean | undefined;
  readonly interlock?: z.output<typeof interlockOption> | undefined;
  readonly role?: 'technician' | 'admin' | undefined;
}

/** The interlock in the engine's words. */
export function interlockOf({ interlock: option }: Pick<Guards, 'interlock'>): Interlock | undefined {
  if (!option) return undefined;
  const { below, above, ...series } = option;
  return { ...series, ...(below !== undefined && { below }), ...(above !== undefined && { above }) };
}
