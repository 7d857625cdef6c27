export { loadConfig } from './load.ts';
export type { OidcConfig } from './schema.ts';
