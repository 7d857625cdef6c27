export { SessionProvider, useSession, useSessionActions } from './context.ts';
export { followSession } from './follow.ts';
export { oidcSession, openSession, type Session } from './session.ts';
