export { type Config, checkOptions } from './config.ts';
export { loadConfig } from './load.ts';
export type { OidcConfig } from './schema.ts';
export { ownKey, setUp, setup } from './setup.ts';
