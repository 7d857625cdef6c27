import { run } from './install.mjs';

// A machine without network must not wait long for what it may be able to do without.
const IMPATIENT = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15'];

/** Debian's lists of packages are fetched once; whether that went well. */
let lists;

/** Whether this machine's packages are ours to install: Debian's, as root. */
export function canInstallPackages() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/**
 * Installs packages of the system, and never removes one for them.
 * @param {readonly string[]} names
 * @returns {Promise<boolean>} whether they are there now
 */
export async function installPackages(names) {
  lists ??= run('apt-get', [...IMPATIENT, 'update']).catch(() => 1);
  if ((await lists) !== 0) return false;
  const args = [...IMPATIENT, 'install', '-y', '--no-install-recommends', '--no-remove', ...names];
  // Servers are tested by starting them ourselves; the system's are not to be started by being installed.
  return (await run('apt-get', args, { env: { RUNLEVEL: '1' } }).catch(() => 1)) === 0;
}
