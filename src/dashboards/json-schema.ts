import * as z from 'zod/mini';
import type { Widget } from '../widgets/definition.ts';
import { widgets } from '../widgets/registry.ts';
import { documentSchemaOf, name } from './schema.ts';

function ofKind({ type, options, prepare }: Widget) {
  const canBeLeftOut = prepare({}).ok;
  return z.strictObject({
    type: z.literal(type),
    title: name,
    options: canBeLeftOut ? z.optional(options) : options,
  });
}

/** Kinds that this page does not know are allowed, with any options; for those it knows the others do not apply. */
function ofOtherKinds() {
  const known = widgets.map((widget) => widget.type).join('|');
  return z.strictObject({
    type: name.check(z.regex(new RegExp(`^(?!(${known})$).+$`))),
    title: name,
    options: z.optional(z.unknown()),
  });
}

/** The JSON schema of a dashboard's document, as text, for editors that know JSON schema. Served beside the page. */
export function dashboardSchema(): string {
  const entry = z.union([...widgets.map(ofKind), ofOtherKinds()]);
  const schema = z.toJSONSchema(documentSchemaOf(entry), { io: 'input' });
  return `${JSON.stringify({ ...schema, title: "A Signalbox dashboard's document" }, null, 2)}\n`;
}
