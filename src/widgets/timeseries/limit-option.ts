import * as z from 'zod/mini';

const priority = z.enum(['critical', 'high', 'medium', 'low']);
const shape = {
  label: z.string().check(z.minLength(1)),
  /** Alarm colour; without one the limit is quiet. */
  priority: z.optional(priority),
  /** Of the axis it belongs to; absent: the first. */
  unit: z.optional(z.string()),
};

/** A value worth a line. */
export const lineOption = z.strictObject({ at: z.number(), ...shape });

/** A range worth a band: open where `from` or `to` is absent. */
export const bandOption = z
  .strictObject({ from: z.optional(z.number()), to: z.optional(z.number()), ...shape })
  .check(z.refine(({ from, to }) => from !== undefined || to !== undefined, 'expected "at", "from" or "to"'));

export const limitOption = z.union([lineOption, bandOption]);
export type Limit = z.output<typeof limitOption>;
