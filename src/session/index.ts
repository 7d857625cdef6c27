export { SessionProvider, useSession, useSessionActions } from './context.ts';
export { oidcSession, openSession, type Session, type SessionState } from './session.ts';
