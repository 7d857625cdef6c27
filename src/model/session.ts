/**
 * - `none`           no sign-in is configured
 * - `loading`        looking for a session
 * - `signed-out`
 * - `signing-out` on the way to the provider's own end of the session; nothing of the person is here any more
 * - `signed-in`
 * - `renewal-failed` still good, but it will end: the token could not be renewed
 * - `expired`        ended; the page goes on showing what arrives without it and switches nothing
 */
export type SessionStatus =
  | 'none'
  | 'loading'
  | 'signed-out'
  | 'signing-out'
  | 'signed-in'
  | 'renewal-failed'
  | 'expired';
