import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { followSession } from './follow.ts';
import type { SessionState } from './session.ts';

const ADA = { subject: 'ada', name: 'Ada', role: 'admin' } as const;
const BEN = { subject: 'ben', name: 'Ben', role: 'viewer' } as const;
const NOBODY = { subject: '', name: '', role: 'viewer' } as const;

function state(
  status: SessionState['status'],
  person: SessionState['person'],
  accessToken: string | null,
): SessionState {
  return { status, person, accessToken, expiresAt: null, problem: '', isRenewable: false };
}
const OUT = state('signed-out', NOBODY, null);

function setUp(first: SessionState) {
  const store = createStore<SessionState>(() => first);
  const engines: { setSession: ReturnType<typeof vi.fn>; stop: ReturnType<typeof vi.fn> }[] = [];
  const start = vi.fn((_session: unknown) => {
    const engine = { setSession: vi.fn(), stop: vi.fn() };
    engines.push(engine);
    return engine;
  });
  const nothing = () => Promise.resolve();
  const session = { store, start: nothing, signIn: nothing, signOut: nothing, renew: () => {} };
  followSession({ ...session, signInElsewhere: () => () => {} }, start);
  return { store, engines, start };
}

describe('the engine', () => {
  it('starts with the first session, not before, and gets every new token', () => {
    const { store, engines, start } = setUp(state('loading', NOBODY, null));
    store.setState(OUT);
    expect(start).not.toHaveBeenCalled();
    store.setState(state('signed-in', ADA, 'first'));
    expect(start).toHaveBeenCalledWith({ person: ADA, accessToken: 'first', hasEnded: false });
    store.setState(state('signed-in', ADA, 'second'));
    expect(start).toHaveBeenCalledTimes(1);
    expect(engines[0]?.setSession).toHaveBeenLastCalledWith({
      person: ADA,
      accessToken: 'second',
      hasEnded: false,
    });
  });

  it('starts with a session that has ended already: its person sees their own last values', () => {
    const { start } = setUp(state('expired', ADA, null));
    expect(start).toHaveBeenCalledWith({ person: ADA, accessToken: null, hasEnded: true });
  });

  it('is told that the session has ended, and of its return', () => {
    const { store, engines } = setUp(state('signed-in', ADA, 'first'));
    store.setState(state('expired', ADA, null));
    expect(engines[0]?.setSession).toHaveBeenLastCalledWith({
      person: ADA,
      accessToken: null,
      hasEnded: true,
    });
    store.setState(state('signed-in', ADA, 'second'));
    expect(engines[0]?.setSession).toHaveBeenLastCalledWith({
      person: ADA,
      accessToken: 'second',
      hasEnded: false,
    });
    expect(engines[0]?.stop).not.toHaveBeenCalled();
  });

  it('is stopped once by signing out, and the next person gets a fresh one', () => {
    const { store, engines } = setUp(state('signed-in', ADA, 'first'));
    store.setState(state('signing-out', NOBODY, null));
    store.setState(OUT);
    store.setState(state('renewal-failed', NOBODY, null));
    expect(engines).toHaveLength(1);
    expect(engines[0]?.stop).toHaveBeenCalledTimes(1);
    expect(engines[0]?.setSession).not.toHaveBeenCalled();
    store.setState(state('signed-in', BEN, 'b'));
    expect(engines).toHaveLength(2);
  });

  it('is another one for another person, signed in from another tab', () => {
    const { store, engines } = setUp(state('signed-in', ADA, 'first'));
    store.setState(state('signed-in', BEN, 'b'));
    expect(engines[0]?.stop).toHaveBeenCalledTimes(1);
    expect(engines).toHaveLength(2);
  });

  it('runs at once where there is no sign-in', () => {
    expect(setUp(state('none', NOBODY, null)).engines).toHaveLength(1);
  });
});
