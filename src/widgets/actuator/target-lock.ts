import type { ActuatorDomain, ActuatorInfo } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { ActuatorRef } from '../../model/identity.ts';

/** What the page knows of a link is up to so old: it locks a little later than the engine begins to refuse, never sooner. */
const NEWS_AGE_MS = 2_000;
/** Devices announce what can be switched just after their link has opened. */
const ANNOUNCING_MS = 10_000;

/**
 * Why a target takes no order from a control, as far as its device and its link tell, in words; '' when it does. The engine decides by the same facts
 * at the moment of the order.
 * @param actuator what was announced of the target; undefined where nothing was
 * @param offers values that the control can order; none where that is up to whoever types them
 * @param now epoch ms
 */
export function targetLock(
  { device, property }: ActuatorRef,
  actuator: Pick<ActuatorInfo, 'domain' | 'restored'> | undefined,
  { name, since, link, capabilities }: Pick<ConnectionSnapshot, 'name' | 'since' | 'link' | 'capabilities'>,
  offers: readonly Json[],
  now: number,
): string {
  const { commands, why = 'This back end takes no commands.', raw } = capabilities;
  if (!commands) return why;
  if (link && Math.abs(now - link.lastSignAt) > link.silenceLimitMs + NEWS_AGE_MS) {
    return `The link to ${name} is silent, so nobody knows whether an order would arrive. Where devices report more rarely by nature, raise silenceSeconds of this connection.`;
  }
  // What it took before says nothing of now.
  if (actuator && !actuator.restored) {
    const why = misfit(actuator.domain, offers);
    return why && `${why} Correct the widget’s settings.`;
  }
  if (device === '' || property === '') return '';
  if (raw && (raw.device ?? device) === device && (raw.property ?? property) === property) return '';
  return now - since < ANNOUNCING_MS
    ? 'Waiting for the device to say what can be switched.'
    : 'The device has not said that this can be switched. Check its name, and whether it is on.';
}

/** Why a domain takes none of these values, in words; '' when it takes one. */
function misfit(domain: ActuatorDomain, values: readonly Json[]): string {
  if (values.length === 0) return '';
  switch (domain.type) {
    case 'boolean':
      return values.some((one) => typeof one === 'boolean') ? '' : 'It takes on or off only.';
    case 'choice':
      return values.some((one) => typeof one === 'string' && domain.options.includes(one))
        ? ''
        : `It takes one of: ${domain.options.join(', ')}.`;
    case 'number':
      return values.some((one) => typeof one === 'number') ? '' : 'It takes a number.';
    case 'json':
      return '';
  }
}
