import type { AuditEntry } from '../../model/audit.ts';
import type { Command, CommandState, Json, Person, PulsePart } from '../../model/command.ts';
import { isSecretName } from '../../model/secret-name.ts';
import { LEFT_OUT, redacted, redactedText, withoutSecrets } from './redact.ts';

/** Names and words longer than this are cut: ten thousand entries have to stay small. */
const NAME_LENGTH = 200;
const REASON_LENGTH = 500;
/** Characters of a desired value; a larger one is kept as the beginning of its JSON. */
const VALUE_LENGTH = 2_000;

/** Beyond all delays of a release that its page still enters: waiting for the press's answer, being up to a second late. */
const RELEASE_SLACK_MS = 5_000;

/** Whether a command in this state is over. */
export function isEnd(state: CommandState): boolean {
  return state !== 'pending' && state !== 'sent';
}

/**
 * The entry of a command that is told of for the first time.
 * @param whose who ordered it
 * @param deadlineMs how long it may take from here to its end
 */
export function begun(
  command: Command,
  whose: Pick<Person, 'subject' | 'role'>,
  now: number,
  deadlineMs: number,
): AuditEntry {
  const isSecret = isSecretName(command.property);
  return {
    id: command.id,
    connection: command.connection.slice(0, NAME_LENGTH),
    device: command.device.slice(0, NAME_LENGTH),
    property: command.property.slice(0, NAME_LENGTH),
    enteredAt: now,
    orderedAt: Number.isFinite(command.orderedAt) ? command.orderedAt : now,
    by: command.by.slice(0, NAME_LENGTH),
    subject: whose.subject.slice(0, NAME_LENGTH),
    role: whose.role,
    value: isSecret ? LEFT_OUT : bounded(redacted(command.value)),
    steps: [{ state: command.state, at: stepTime(command, now) }],
    ...outcome(command, isSecret),
    deadlineAt: now + deadlineMs,
    times: 1,
    ...(command.group !== undefined && { group: command.group }),
    ...(command.pulse && { pulse: pulseOf(command.pulse, isSecret) }),
    ...(command.pulse?.order &&
      needsRelease(command) && { releaseBy: now + command.pulse.order.ms + deadlineMs + RELEASE_SLACK_MS }),
  };
}

/** The entry after the command's next step. A step that is there already, or comes after the end, changes nothing. */
export function advanced(entry: AuditEntry, command: Command, now: number): AuditEntry {
  const last = entry.steps.at(-1);
  if (last && (last.state === command.state || isEnd(last.state))) return entry;
  return {
    ...(needsRelease(command) ? entry : released(entry)),
    steps: [...entry.steps, { state: command.state, at: stepTime(command, now) }],
    ...outcome(command, isSecretName(command.property)),
  };
}

/** Whether this first order of a pulse was carried out, or may have been, so that the second has to follow. */
function needsRelease({ pulse, state, outcome }: Command): boolean {
  return pulse?.part === 'press' && state !== 'refused' && !(state === 'rejected' && outcome === 'not-done');
}

/** The entry of a pulse's first order when the second has been entered, or is not needed. */
export function released({ releaseBy: _, owner: __, ...entry }: AuditEntry): AuditEntry {
  return entry;
}

/** Whether two refused orders are the same one over again. */
export function isRepeat(entry: AuditEntry, last: AuditEntry): boolean {
  const same = (field: 'connection' | 'device' | 'property' | 'subject' | 'reason') =>
    entry[field] === last[field];
  return (
    entry.steps.length === 1 &&
    entry.steps[0]?.state === 'refused' &&
    last.steps.at(-1)?.state === 'refused' &&
    same('connection') &&
    same('device') &&
    same('property') &&
    same('subject') &&
    same('reason') &&
    JSON.stringify(entry.value) === JSON.stringify(last.value)
  );
}

function pulseOf({ order, ...part }: PulsePart, isSecret: boolean): PulsePart {
  if (!order) return part;
  return { ...part, order: { ...order, release: isSecret ? LEFT_OUT : bounded(redacted(order.release)) } };
}

function outcome({ reason, value, pulse, confirmedBy, reportedValue }: Command, isSecret: boolean) {
  // The words about an order may say what was ordered, or what is reported.
  const words = withoutSecrets(reason, [value, pulse?.order?.release ?? null, reportedValue], isSecret);
  const report = typeof reportedValue === 'string' ? redactedText(reportedValue) : reportedValue;
  return {
    reason: redactedText(words).slice(0, REASON_LENGTH),
    confirmedBy,
    reportedValue: isSecret && report !== null ? LEFT_OUT : report,
  };
}

function stepTime({ state, sentAt, endedAt }: Command, now: number): number {
  if (state === 'pending') return now;
  return (state === 'sent' ? sentAt : endedAt) ?? now;
}

function bounded(value: Json): Json {
  const text = JSON.stringify(value);
  return text.length <= VALUE_LENGTH ? value : `${text.slice(0, VALUE_LENGTH)}… (shortened)`;
}
