export { SessionProvider, useSession, useSessionActions } from './context.ts';
export type { DeviceView } from './device/sign-in.ts';
export { followSession } from './follow.ts';
export { returnPath } from './return-path.ts';
export { oidcSession, openSession } from './session.ts';
