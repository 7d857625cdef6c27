export { SessionProvider, useSession, useSessionActions } from './context.ts';
export { followSession } from './follow.ts';
export { oidcSession, openSession } from './session.ts';
