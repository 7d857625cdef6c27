import type { Link, LinkEvents, LinkRequest, OutFrame, SendOutcome, Transport } from './transport.ts';

/** One attempt as the fake transport saw it. */
export interface Attempt {
  readonly request: LinkRequest;
  readonly events: LinkEvents;
  readonly sent: OutFrame[];
  closedByUs: boolean;
}

/** A transport whose links say what a test lets them say, and remember what is asked of them. */
export function fakeTransport(
  options: {
    /** What the links of the n-th attempt (from 1) make of what is sent. */
    readonly outcome?: ((attempt: number) => SendOutcome) | undefined;
    /** Whether bytes wait on them. */
    readonly waiting?: (() => boolean) | undefined;
  } = {},
): { readonly transport: Transport; readonly attempts: Attempt[] } {
  const attempts: Attempt[] = [];
  const transport: Transport = {
    id: 'fake',
    open(request, events): Link {
      const attempt: Attempt = { request, events, sent: [], closedByUs: false };
      attempts.push(attempt);
      return {
        get isWaiting() {
          return options.waiting?.() ?? false;
        },
        send(frames) {
          const outcome = options.outcome?.(attempts.length) ?? 'sent';
          if (outcome === 'sent') attempt.sent.push(...frames);
          return outcome;
        },
        close() {
          attempt.closedByUs = true;
        },
      };
    },
  };
  return { transport, attempts };
}
