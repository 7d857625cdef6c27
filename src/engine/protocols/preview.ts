import { redactedText } from '../../model/redacted-text.ts';
import type { OutFrame } from '../transports/transport.ts';
import type { CommandPlan } from './protocol.ts';

function frameText({ event, body }: OutFrame): string {
  const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  return event === undefined ? text : `${event} ${text}`;
}

/**
 * What a plan sends, for people: frames as they are, or a request with its method, address, headers and body. Made of the very plan that is
 * sent, so that what is shown cannot differ. The credentials are left out.
 */
export function previewOf(plan: Exclude<CommandPlan, { kind: 'refused' }>): string {
  if (plan.kind === 'frames') return plan.frames.map(frameText).join('');
  const headers = Object.entries(plan.headers).map(
    ([name, value]) => `${name}: ${/^authorization$|key|token/i.test(name) ? '•••' : value}`,
  );
  const body = typeof plan.body === 'string' ? plan.body : new TextDecoder().decode(plan.body);
  // An address may have been configured with a key in it.
  return [`${plan.method} ${redactedText(plan.url)}`, ...headers, '', body].join('\n');
}
