/** Whether the tests of docs/deploy.md can be run: they need nginx itself, and openssl for a certificate. */
export function hasNginx(): boolean;
/** Whether nginx is installed where it is missing; elsewhere its tests are left out. */
export function canInstallNginx(): boolean;
