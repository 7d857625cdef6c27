import { User } from 'oidc-client-ts';
import type { OidcConfig } from '../../config/index.ts';
import { runAfter } from '../long-timer.ts';
import { deviceClient } from './client.ts';
import { awaitApproval, type Clock, type DeviceView } from './sign-in.ts';

const CLOCK: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = runAfter(ms, done);
      signal.addEventListener('abort', done);
    }),
  random: () => Math.random(),
};

/**
 * Signs in by a code that somebody approves on another device (RFC 8628).
 * @returns the person as the session's library keeps them, so that it renews them like any other; null once the signal is given
 */
export async function signInByDevice(
  config: OidcConfig,
  show: (view: DeviceView) => void,
  signal: AbortSignal,
): Promise<User | null> {
  const client = deviceClient(config, (...args) => fetch(...args), CLOCK.now, signal);
  const tokens = await awaitApproval(client, CLOCK, show, signal);
  if (!tokens) return null;
  const { expires_in: life, refresh_token, claims } = tokens;
  return new User({
    access_token: tokens.access_token,
    id_token: tokens.id_token,
    token_type: tokens.token_type,
    scope: tokens.scope ?? config.scope,
    profile: claims,
    ...(refresh_token !== undefined && { refresh_token }),
    ...(life !== undefined && { expires_at: Math.floor(CLOCK.now() / 1000) + life }),
  });
}
