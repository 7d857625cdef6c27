import * as z from 'zod/mini';

/** A value goes into the address and into options: it is a name, not a text. */
export const LONGEST_VALUE = 200;

/** Pickers that a dashboard can have. */
export const MOST_VARIABLES = 20;

const text = z.string().check(z.minLength(1), z.maxLength(LONGEST_VALUE));

const common = {
  /** What options call it (`$device`) and the address (`?var-device=…`). */
  name: z
    .string()
    .check(
      z.regex(
        /^[A-Za-z][A-Za-z0-9_]{0,31}$/,
        'expected a letter, then letters, digits or underscores, 32 at most',
      ),
    ),
  /** For people, beside the picker; absent: the name. */
  label: z.optional(text),
  /** Until a person chooses; absent: the widgets wait for the choice. */
  default: z.optional(text),
};

const suggestions = z.optional(z.array(text).check(z.maxLength(500)));

const variable = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('connection') }),
  z.strictObject({
    ...common,
    kind: z.literal('device'),
    /** Only devices of this connection: its id, or another variable (`$connection`). */
    connection: z.optional(text),
    /** Only devices that measure this. */
    quantity: z.optional(text),
    /** Only devices of this room, or of the one that another variable has (`$room`); of any, until that is chosen. */
    room: z.optional(text),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('room'),
    /** Rooms beside those that devices name in their facts. */
    options: suggestions,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('text'),
    /** Suggested; anything else can be typed. */
    options: suggestions,
  }),
]);

/** The variables of a dashboard, in the order of their pickers. */
export const variables = z.array(variable).check(
  z.maxLength(MOST_VARIABLES),
  z.refine((all) => new Set(all.map((one) => one.name)).size === all.length, 'expected each name once'),
);

/** Something that a person chooses for a whole dashboard, and that its widgets' options refer to. */
export type Variable = z.infer<typeof variable>;
