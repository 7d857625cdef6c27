import * as z from 'zod/mini';
import { alarmRule } from './alarm-schema.ts';
import { wholeSchema } from './schema.ts';

/** The JSON schema of `config.json`, as text, for editors that know JSON schema. Served beside the page. */
export function configSchema(): string {
  const schema = z.toJSONSchema(z.extend(wholeSchema(), { alarms: z._default(z.array(alarmRule), []) }), {
    io: 'input',
  });
  return `${JSON.stringify({ ...schema, title: "Signalbox's config.json" }, null, 2)}\n`;
}
