import { spawnSync } from 'node:child_process';

/**
 * Whether the tests of docs/deploy.md can be run: they need nginx itself, and openssl for a certificate.
 * @returns {boolean}
 */
export function hasNginx() {
  return (
    spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0 &&
    spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0
  );
}
