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

/** Whether nginx has to be there: where it could not be installed by us, its tests are left out instead. */
export function canInstallNginx() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
