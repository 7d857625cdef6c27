/** The rules of the device authorization grant (RFC 8628), without a network or a clock: what happened leads to what is next. */

/** A code that the provider gave out (RFC 8628, 3.2). */
export interface DeviceCode {
  /** `device_code`: whoever has it gets the tokens. It is sent to the provider and shown nowhere. */
  readonly secret: string;
  /** What a person compares or types. */
  readonly userCode: string;
  /** Where they type it. */
  readonly address: string;
  /** The same with the code in it, for a phone to scan; the provider may have none. */
  readonly fullAddress: string | null;
  /** Where its outcome is asked for, and whose tokens those are. */
  readonly tokenEndpoint: string;
  readonly issuer: string;
  /** Epoch ms. */
  readonly endsAt: number;
  /** Between two questions, ms. */
  readonly interval: number;
}

/** Why nobody can approve just now, or why nobody did. */
export type DeviceTrouble =
  /**
   * `unanswered`: the provider is there, but a browser gets no answer from where codes are given out (CORS, most often).
   * `unloaded`: this part of the page itself could not be fetched.
   */
  | { readonly kind: 'unreachable' | 'unanswered' | 'denied' | 'not-offered' | 'unloaded' }
  /** @param reason the provider's own words */
  | { readonly kind: 'refused'; readonly reason: string };

/** What the provider said, or that it did not. */
export type DeviceAnswer<Tokens> =
  | { readonly kind: 'code'; readonly code: DeviceCode }
  /** `over`: the code has expired, or the provider no longer knows it. */
  | { readonly kind: 'pending' | 'slow-down' | 'over' }
  | { readonly kind: 'tokens'; readonly tokens: Tokens }
  | DeviceTrouble;

/** What to do, and when (epoch ms). */
interface Move {
  readonly kind: 'ask-for-a-code' | 'ask-for-the-outcome';
  readonly at: number;
}

/** Where a sign-in stands that is not over. */
export interface DeviceGrant {
  readonly next: Move;
  readonly code: DeviceCode | null;
  readonly trouble: DeviceTrouble | null;
  /** In a row, without an answer or with one that trying again will hardly change. */
  readonly failures: number;
}

/** Added to the interval for good by each `slow_down` (RFC 8628, 3.5), ms. */
const SLOWER_MS = 5_000;
const FIRST_RETRY_MS = 2_000;
/** While the provider does not answer. A wall is to be back within a minute of it. */
const RETRY_CEILING_MS = 60_000;
/** While the provider refuses the page itself: only somebody who changes its settings ends that. */
const FIRST_REFUSED_MS = 15_000;
const REFUSED_CEILING_MS = 300_000;
/** After a denial somebody at the wall reads why; where there is nobody a new code is shown by itself. */
export const AFTER_DENIAL_MS = 60_000;

/** The last question for a code's outcome is asked so long before the code ends, ms: the answer is to come while it lives. */
const LAST_MS = 2_000;

/** A sign-in that begins. */
export function beginGrant(now: number): DeviceGrant {
  return { next: { kind: 'ask-for-a-code', at: now }, code: null, trouble: null, failures: 0 };
}

/** What is to be done now that its time has come: after a sleep the code may have ended meanwhile. */
export function dueMove({ next, code }: DeviceGrant, now: number): Move['kind'] {
  return code && now < code.endsAt ? next.kind : 'ask-for-a-code';
}

/** Doubled with each failure up to a ceiling, and never the same for two walls that lost their provider together. */
function backOff(failures: number, first: number, ceiling: number, random: number): number {
  return Math.ceil(Math.min(ceiling, first * 2 ** Math.min(failures, 20)) * (0.5 + random * 0.5));
}

/**
 * Asks for the outcome in a while; or, where the code ends before that, for a new code when it does. Whoever approves in the last moments is not to do
 * so in vain: a question behind which none would fit in is put off until shortly before the end.
 */
function askLater(code: DeviceCode, wait: number, now: number): Pick<DeviceGrant, 'next' | 'code'> {
  const { endsAt, interval } = code;
  const last = endsAt - LAST_MS;
  const at = last >= now + interval && last < now + wait + interval ? last : now + wait;
  return at < endsAt
    ? { next: { kind: 'ask-for-the-outcome', at }, code }
    : { next: { kind: 'ask-for-a-code', at: Math.max(now, endsAt) }, code };
}

/**
 * Where a sign-in stands after an answer.
 * @param random from 0 to 1
 */
export function afterAnswer(
  grant: DeviceGrant,
  answer: Exclude<DeviceAnswer<never>, { kind: 'tokens' }>,
  now: number,
  random: number,
): DeviceGrant {
  const { code } = grant;
  const again = (wait: number): Move => ({ kind: 'ask-for-a-code', at: now + wait });
  const soon = () => again(backOff(0, FIRST_RETRY_MS, RETRY_CEILING_MS, random));
  const well = { trouble: null, failures: 0 };
  switch (answer.kind) {
    case 'code':
      return { ...well, ...askLater(answer.code, answer.code.interval, now) };
    case 'pending':
    case 'slow-down': {
      // No answer to a question for a code; whatever sent it is asked again in a while.
      if (!code) return { ...well, code, next: soon() };
      const slower = answer.kind === 'slow-down' ? SLOWER_MS : 0;
      const interval = code.interval + slower;
      return { ...well, ...askLater({ ...code, interval }, interval, now) };
    }
    case 'over':
      return { ...well, code: null, next: soon() };
    case 'denied':
      return { trouble: answer, failures: 0, code: null, next: again(AFTER_DENIAL_MS) };
    case 'unanswered':
    case 'unreachable': {
      const failures = grant.failures + 1;
      const failed = { trouble: answer, failures };
      // A code that somebody may be approving at this moment is good as long as it lives.
      if (code && now < code.endsAt) {
        // Less often than before, as RFC 8628 (3.5) has it for a provider that does not answer.
        const wait = backOff(failures, code.interval, RETRY_CEILING_MS, random);
        return { ...failed, ...askLater(code, Math.max(code.interval, wait), now) };
      }
      return {
        ...failed,
        code: null,
        next: again(backOff(grant.failures, FIRST_RETRY_MS, RETRY_CEILING_MS, random)),
      };
    }
    case 'not-offered':
    case 'unloaded':
    case 'refused': {
      const wait = backOff(grant.failures, FIRST_REFUSED_MS, REFUSED_CEILING_MS, random);
      return { trouble: answer, failures: grant.failures + 1, code: null, next: again(wait) };
    }
  }
}
