import { agrees, stepOf } from '../../model/agreement.ts';
import type { Scalar } from '../../model/catalogue.ts';
import { type ActuatorRef, actuatorKey, deviceKey } from '../../model/identity.ts';
import type { CommandPlan, Confirmation } from '../protocols/protocol.ts';
import type { CommandLife } from './command-life.ts';
import type { CommandLink } from './command-link.ts';

/** A command between its admission and its end, with what has been heard about it. */
export class OpenCommand {
  readonly life: CommandLife;
  readonly link: CommandLink;
  readonly confirmation: Confirmation;
  /** Epoch ms; what is heard from then on comes too late. */
  readonly deadline: number;
  /** It travels on the link itself, not by a request of its own. */
  readonly viaLink: boolean;
  /** Whose reports tell of it: the target itself, unless the plan names another property. */
  readonly reportKey: string;
  /** What no other command may be open for, see {@link keysOf}. */
  readonly keys: ReadonlySet<string>;
  /** Fires when the command ends, so that a request which has not left by then never does. */
  readonly abort = new AbortController();
  /** Why it may not be sent again by now, in words, where it was refused for its token; null while it may. */
  mayStill: () => string | null = () => null;
  /** It ends a pulse. */
  isRelease = false;
  /** The other half of a pulse, sent before this one and still open: the device answers it first. */
  before: OpenCommand | null = null;
  /** Set when it has ended, in whatever way. */
  hasEnded = false;
  cancelDeadline: () => void = () => {};
  /** What became of the request, where there is one and it has not ended the command. */
  request: 'unanswered' | 'accepted' | 'broke' = 'unanswered';
  /** The link that brings the reports has broken since. */
  linkBroke = false;
  /** What the device has reported since the order was sent. */
  reported: Scalar | null | undefined;
  /** What was ordered has been reported, but as of before the order. */
  sawOld = false;

  constructor(
    life: CommandLife,
    link: CommandLink,
    plan: Exclude<CommandPlan, { kind: 'refused' }>,
    deadline: number,
  ) {
    this.life = life;
    this.link = link;
    this.confirmation = plan.confirmation;
    this.deadline = deadline;
    this.viaLink = plan.kind === 'frames';
    const target = reportTarget(life.command, plan.confirmation);
    this.reportKey = actuatorKey(target);
    this.keys = keysOf(life.command, plan);
    const own = deviceKey(target.connection, target.device);
    // What a plan names otherwise is no actuator.
    const touches = [...this.keys].filter((key) => key.startsWith(own));
    if (touches.length > 1) life.noteTouched(touches);
    life.noteReport(link.lastReport(target.device, target.property)?.value ?? null);
  }

  /**
   * Whether a report can tell of it.
   * @param latest the latest moment at which the device can have written it, epoch ms
   */
  isSince(latest: number): boolean {
    return latest >= (this.life.command.sentAt ?? 0);
  }

  /** Whether a report of this value is what it waits for. */
  isAnsweredBy(value: Scalar | null): boolean {
    if (this.confirmation.by !== 'report') return false;
    const domain = this.link.domainOf(this.confirmation.device, this.confirmation.property);
    return agrees(this.confirmation.value, value, stepOf(domain));
  }

  /** Whether its link has been silent since the order was sent on it, or its report was due on it: it may be half open. */
  get isLinkSilent(): boolean {
    const { device, sentAt } = this.life.command;
    if (!this.viaLink && this.confirmation.by === 'acceptance') return false;
    return this.link.lastSignAt(device) <= (sentAt ?? 0);
  }
}

/** What an order keeps to itself: what reports of it, its target, and what else it touches. */
export function keysOf(
  target: ActuatorRef,
  { confirmation, touches = [] }: Exclude<CommandPlan, { kind: 'refused' }>,
): ReadonlySet<string> {
  const { connection } = target;
  const others = touches.map(({ device, property }) => ({ connection, device, property }));
  return new Set([reportTarget(target, confirmation), target, ...others].map(actuatorKey));
}

/** Whose reports tell of an order to this target. */
export function reportTarget(
  { connection, device, property }: ActuatorRef,
  confirmation: Confirmation,
): ActuatorRef {
  return confirmation.by === 'report'
    ? { connection, device: confirmation.device, property: confirmation.property }
    : { connection, device, property };
}
