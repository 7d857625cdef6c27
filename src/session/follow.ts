import type { EngineSession } from '../model/door.ts';
import type { Session, SessionState } from './session.ts';

/** What follows a session: the engine. */
interface Follower {
  setSession(session: EngineSession): void;
  /** Ends everything at once and forgets what it showed. */
  stop(): void;
}

function engineSession({ person, accessToken, status }: SessionState): EngineSession {
  return { person, accessToken, hasEnded: status === 'expired' };
}

/**
 * Starts an engine with the first session there is and keeps it up to date; stops it when the person signs out, here or in another tab,
 * and begins anew with the next one, so that nobody sees or uses what was another's.
 */
export function followSession({ store }: Session, start: (session: EngineSession) => Follower): void {
  let engine: Follower | null = null;
  let subject = '';
  const follow = (state: SessionState) => {
    // A session that has ended is still somebody's: who opens the page offline sees their own last values.
    const isOpen = state.status === 'none' || state.status === 'signed-in' || state.status === 'expired';
    const isOver = state.status === 'signed-out' || state.status === 'signing-out';
    if (engine && (isOver || state.person.subject !== subject)) {
      engine.stop();
      engine = null;
    }
    if (engine) engine.setSession(engineSession(state));
    else if (isOpen) {
      subject = state.person.subject;
      engine = start(engineSession(state));
    }
  };
  store.subscribe((state, before) => {
    const isSame =
      state.person === before.person &&
      state.accessToken === before.accessToken &&
      state.status === before.status;
    if (!isSame) follow(state);
  });
  follow(store.getState());
}
