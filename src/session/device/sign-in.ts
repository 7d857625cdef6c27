import type { DeviceClient, DeviceTokens } from './client.ts';
import { afterAnswer, beginGrant, type DeviceGrant, type DeviceTrouble, dueMove } from './grant.ts';

/** What a screen shows of a sign-in that is approved elsewhere. Nothing in it is a secret. */
export interface DeviceView {
  readonly code: {
    readonly userCode: string;
    /** Where a person types the code. */
    readonly address: string;
    /** What a phone scans: the address, with the code in it where the provider has such an address. */
    readonly scanned: string;
    /** Epoch ms; another code follows by itself. */
    readonly endsAt: number;
  } | null;
  /** Why there is no code, or why its approval would not be heard of at this moment. It is tried again by itself. */
  readonly trouble: DeviceTrouble | null;
}

/** Time and chance, which tests make up. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after that many ms, or as soon as the signal is given. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

function viewOf({ code, trouble }: DeviceGrant): DeviceView {
  if (!code) return { code, trouble };
  const { userCode, address, fullAddress, endsAt } = code;
  return { code: { userCode, address, scanned: fullAddress ?? address, endsAt }, trouble };
}

/**
 * Asks for a code, shows it, and asks for its outcome, with another code whenever one ends, until somebody approves.
 * @returns the tokens, or null once the signal is given
 */
export async function awaitApproval(
  client: DeviceClient,
  clock: Clock,
  show: (view: DeviceView) => void,
  signal: AbortSignal,
): Promise<DeviceTokens | null> {
  let grant = beginGrant(clock.now());
  while (true) {
    show(viewOf(grant));
    await clock.wait(Math.max(0, grant.next.at - clock.now()), signal);
    if (signal.aborted) return null;
    const { code } = grant;
    const isOutcome = code && dueMove(grant, clock.now()) === 'ask-for-the-outcome';
    const answer = await (isOutcome ? client.askForOutcome(code) : client.askForCode());
    if (signal.aborted) return null;
    if (answer.kind === 'tokens') return answer.tokens;
    grant = afterAnswer(grant, answer, clock.now(), clock.random());
  }
}
