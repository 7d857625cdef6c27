import * as z from 'zod/mini';
import { alarmRule } from './alarm-schema.ts';
import { kioskSchema } from './kiosk-schema.ts';
import { wholeSchema } from './schema.ts';

/** The JSON schema of `config.json`, as text, for editors that know JSON schema. Served beside the page. */
export function configSchema(): string {
  const whole = z.extend(wholeSchema(), {
    alarms: z._default(z.array(alarmRule), []),
    kiosk: z.optional(kioskSchema),
  });
  const schema = z.toJSONSchema(whole, { io: 'input' });
  return `${JSON.stringify({ ...schema, title: "Signalbox's config.json" }, null, 2)}\n`;
}
