export { SessionProvider, useSession, useSessionActions } from './context.ts';
export type { DeviceView } from './device/sign-in.ts';
export { returnPath } from './return-path.ts';
export type { Session } from './session.ts';
