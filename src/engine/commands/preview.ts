import type { Json, Preview } from '../../model/command.ts';
import type { ActuatorRef } from '../../model/identity.ts';
import type { CommandLink } from './command-link.ts';
import { reportTarget } from './open-command.ts';
import { UNKNOWN_TARGET } from './outcome-words.ts';
import { invalidity, isBoundedJson } from './validation.ts';

/** What an order would send now: planned exactly as the ledger plans it. Sends nothing and reserves nothing. */
export function preview(target: ActuatorRef, value: Json, link: CommandLink | undefined): Preview {
  if (!link) return { refusal: 'There is no such connection any more. Choose another.' };
  if (!isBoundedJson(value)) return { refusal: 'The value is no JSON, or larger than 64 KiB. Correct it.' };
  const { device, property } = target;
  const domain = link.domainOf(device, property);
  if (!domain) return { refusal: UNKNOWN_TARGET };
  const invalid = invalidity(domain, value);
  if (invalid !== null) return { refusal: `${invalid} Choose a fitting value.` };
  const plan = link.plan({ device, property, value });
  return plan.kind === 'refused'
    ? { refusal: plan.reason }
    : {
        text: link.preview(plan),
        reports: reportTarget(target, plan.confirmation),
        isReported: plan.confirmation.by === 'report',
      };
}
