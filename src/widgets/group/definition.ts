import * as z from 'zod/mini';
import { actuatorKey } from '../../model/identity.ts';
import { guardOptions, interlockOption } from '../actuator/guard-options.ts';
import { defineWidget } from '../definition.ts';
import { actuatorOption } from '../refs.ts';

const MAX_TARGETS = 32;

export const options = z.strictObject({
  targets: z
    .array(
      z.strictObject({
        actuator: actuatorOption,
        /** What is ordered of it. */
        value: z._default(z.json(), false),
        /** Its name for people; absent: the device's. */
        label: z.optional(z.string().check(z.minLength(1))),
        /** Its own, in the place of the group's. */
        interlock: z.optional(interlockOption),
      }),
    )
    .check(
      z.minLength(1),
      z.maxLength(MAX_TARGETS),
      // Of one press: the second order to an actuator would meet the first.
      z.refine(
        (targets) => new Set(targets.map((one) => actuatorKey(one.actuator))).size === targets.length,
        'expected each actuator once',
      ),
    ),
  /** On the button; absent: “All off”. */
  label: z._default(z.string().check(z.minLength(1)), 'All off'),
  ...guardOptions,
});

export const group = defineWidget({
  type: 'group',
  options,
  defaultSize: { w: 4, h: 5 },
  load: () => import('./View.tsx'),
});
