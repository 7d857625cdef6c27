import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Session, SessionState } from './session.ts';

const SessionContext = createContext<Session | null>(null);

/** Gives the page its session; set once, by the composition root. */
export const SessionProvider = SessionContext.Provider;

/** The session's actions. @throws Error outside of the provider. */
export function useSessionActions(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
}

/** A part of the session's state. */
export function useSession<Part>(select: (state: SessionState) => Part): Part {
  return useStore(useSessionActions().store, select);
}
