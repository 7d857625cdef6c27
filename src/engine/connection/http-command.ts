import { redactedText } from '../../model/redacted-text.ts';
import type { HttpAnswer } from '../commands/command-link.ts';
import type { CommandPlan } from '../protocols/protocol.ts';

type HttpPlan = Extract<CommandPlan, { kind: 'http' }>;

/** Of the time that is left a renewal may take so much. Then the 401 stands, which says that nothing was done. */
const RENEWAL_SHARE = 0.6;

function orNothing(token: Promise<string | null>, ms: number): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), Math.max(0, ms));
    void token.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer));
  });
}

async function once(
  plan: HttpPlan,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await fetch(plan.url, {
    method: plan.method,
    headers: { ...headers },
    body: typeof plan.body === 'string' ? plan.body : new Uint8Array(plan.body),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal,
  });
  return { status: response.status, reason: redactedText(response.statusText) };
}

/**
 * Sends a command's HTTP request, once. Only a 401, which says that nothing was done, is answered by one more try with a renewed
 * token where the plan allows it. That takes seconds, in which the person, their role and the plant may have become others: it is judged again.
 * @param renewedToken resolves to a new access token, or null when there is none to be had
 * @param deadline epoch ms; nothing is sent after it, even when the page slept and its timers with it
 * @param mayStill why it may not be made again by now, in words; null when it may
 * @throws TypeError or AbortError when the network failed: whether the request arrived is then unknown
 */
export async function requestPlan(
  plan: HttpPlan,
  signal: AbortSignal,
  deadline: number,
  renewedToken: () => Promise<string | null>,
  mayStill: () => string | null,
): Promise<HttpAnswer> {
  const first = await once(plan, plan.headers, signal);
  if (first.status !== 401 || !plan.renewOn401) return first;
  const token = await orNothing(renewedToken(), (deadline - Date.now()) * RENEWAL_SHARE);
  if (token === null || signal.aborted || Date.now() >= deadline) return first;
  const withheld = mayStill();
  if (withheld !== null) return { ...first, withheld };
  return once(plan, { ...plan.headers, Authorization: `Bearer ${token}` }, signal);
}
