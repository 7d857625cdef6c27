import * as z from 'zod/mini';
import type { ActuatorDomain } from '../../model/catalogue.ts';

/** What values a configured actuator takes; a plain word for the simple ones. */
const domain = () =>
  z.union([
    z.literal('boolean'),
    z.literal('json'),
    z.strictObject({ options: z.array(z.string()).check(z.minLength(1)) }),
    z.strictObject({
      min: z.optional(z.number()),
      max: z.optional(z.number()),
      step: z.optional(z.number()),
      unit: z.optional(z.string()),
    }),
  ]);

/** Fields of an actuator that the back end itself does not announce and the configuration therefore names. */
export const actuatorShape = () => ({
  device: z.string().check(z.minLength(1)),
  property: z.string().check(z.minLength(1)),
  domain: z._default(domain(), 'json'),
  /** Whether the device reports the property, so that a command can be confirmed by the device itself. */
  reports: z._default(z.boolean(), false),
});

/** The domain in the engine's words. */
export function toDomain(configured: z.output<ReturnType<typeof domain>>): ActuatorDomain {
  if (configured === 'boolean' || configured === 'json') return { type: configured };
  if ('options' in configured) return { type: 'choice', options: configured.options };
  const { min, max, step, unit } = configured;
  return {
    type: 'number',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
    ...(unit !== undefined && { unit }),
  };
}
