/** Whether the tests of docs/deploy.md can be run: they need nginx itself, and openssl for a certificate. */
export function hasNginx(): boolean;
