import type { Command, Order } from '../../model/command.ts';

const STOPPED = 'The data engine stopped before an end was heard.';
const UNKNOWN =
  'Whether the order was carried out is unknown; look at what the device reports before trying again.';
const UNRELEASED =
  'The pulse may not have ended: the data engine stopped. Look at the device, and end it by hand if it is still as the pulse left it.';

function isOpen({ state }: Command): boolean {
  return state === 'pending' || state === 'sent';
}

/** The second half of a pulse that nobody is there to send any more. Whether it was sent at the last moment is not known. */
function releaseOf(press: Command, now: number, newId: () => string): Command {
  return {
    ...press,
    id: newId(),
    value: null,
    state: 'timed-out',
    endedAt: now,
    reason: UNRELEASED,
    confirmedBy: null,
    pulse: { id: press.pulse?.id ?? press.id, part: 'release' },
  };
}

/**
 * The ends of all commands that were open when the engine stopped. What was sent may have been carried out and what was pending may
 * have been sent, so neither can be said to have failed; nothing is sent again. A pulse whose press was given gets the release that did not come.
 * @param commands in the order in which they were entered
 * @param now epoch ms
 */
export function lostCommands(commands: Iterable<Command>, now: number, newId: () => string): Command[] {
  const lost: Command[] = [];
  const unreleased = new Map<string, Command>();
  for (const command of commands) {
    const { pulse, state, outcome } = command;
    if (isOpen(command)) {
      const reason = `${STOPPED} ${pulse?.part === 'release' ? UNRELEASED : UNKNOWN}`;
      lost.push({ ...command, state: 'timed-out', endedAt: now, reason });
    }
    if (pulse?.part === 'release') unreleased.delete(pulse.id);
    // Whatever was carried out, or may have been.
    else if (pulse && state !== 'refused' && (state !== 'rejected' || outcome === 'unknown'))
      unreleased.set(pulse.id, command);
  }
  for (const press of unreleased.values()) lost.push(releaseOf(press, now, newId));
  return lost;
}

/** An order that the engine was given and did not tell of before it stopped. @param id what it had called its command, where it had answered */
export function lostOrder(
  order: Order,
  by: string,
  now: number,
  newId: () => string,
  id = newId(),
): Command[] {
  const command: Command = {
    id,
    connection: order.connection,
    device: order.device,
    property: order.property,
    value: order.value,
    by,
    state: 'pending',
    orderedAt: order.at,
    sentAt: null,
    endedAt: null,
    reason: '',
    confirmedBy: null,
    reportedValue: null,
    ...(order.pulse && { pulse: { id, part: 'press' as const, order: order.pulse } }),
  };
  return lostCommands([command], now, newId);
}
