import type { Json } from '../../model/command.ts';
import type { CommandRequest } from './protocol.ts';

/**
 * Fills a command template: the strings `$value`, `$device` and `$property`, standing alone, become what was ordered. Nothing is ever
 * pasted into a text, so no value can change the message around it.
 */
export function fillTemplate(template: Json, command: CommandRequest): Json {
  if (template === '$value') return command.value;
  if (template === '$device') return command.device;
  if (template === '$property') return command.property;
  if (isList(template)) return template.map((entry) => fillTemplate(entry, command));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [key, fillTemplate(value, command)]),
    );
  }
  return template;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
