export { SessionProvider, useSession, useSessionActions } from './context.ts';
export type { DeviceView } from './device/sign-in.ts';
export type { Session } from './session.ts';
