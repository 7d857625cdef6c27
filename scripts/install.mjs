// Runs before anything is installed: Node's own modules only, and no syntax newer than the oldest Node it has to refuse.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const OLDEST_NODE = [20, 19];

/** Ends the process with a readable message when Node is too old to run anything here. */
export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `Signalbox needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
  );
  process.exit(1);
}

/**
 * Ends this process when the npm that started it is ended. npm hands a signal to the shell between them, and the
 * shell dies of it without passing it on; all that can be seen here is that the parent is another one.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/**
 * Runs a program to its end with this terminal, and takes it along when this process is asked to stop.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean, onOutput?: (text: string) => void }} [options]
 *   With `onOutput` what it prints on standard output is passed on as well as shown.
 * @returns {Promise<number>} its exit code
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['inherit', options.onOutput ? 'pipe' : 'inherit', 'inherit'],
      shell: options.shell ?? false,
      env: { ...process.env, ...options.env },
    });
    child.stdout?.on('data', (chunk) => {
      process.stdout.write(chunk);
      options.onOutput?.(String(chunk));
    });
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    let stopped = false;
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, stop);
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (stopped) process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs npm: the very one that started this process, if one did.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return run(process.execPath, [own, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

function readJson(path) {
  return JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8'));
}

/**
 * Whether node_modules holds what package-lock.json names. npm leaves a lock of its own there, so this compares
 * versions and not dates: a fresh checkout of the same lock installs nothing anew.
 */
function isInstalled() {
  if (!existsSync(`${ROOT}/node_modules/.package-lock.json`)) return false;
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(([path, entry]) => {
    // Other platforms' binaries are named in the lock and rightly missing here.
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    return installed[path]?.version === entry.version;
  });
}

/**
 * Whether package-lock.json names the binaries of every platform. npm leaves out those that its registry did not have
 * when the lock was written, and `npm ci` then refuses the whole lock, even where none of them is needed.
 */
function isLockComplete() {
  const locked = readJson('package-lock.json').packages;
  return Object.entries(locked).every(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).every(
      (name) => locked[`${path}/node_modules/${name}`] ?? locked[`node_modules/${name}`],
    ),
  );
}

/** Installs the dependencies unless they are there. Ends the process when that fails. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing the dependencies …');
  // Either way what is installed is what the lock names, and the lock stays as it is.
  const how = isLockComplete() ? ['ci'] : ['install', '--no-save'];
  const code = await npm([...how, '--no-audit', '--no-fund']);
  if (code === 0) return;
  console.error('The dependencies could not be installed; npm says why above.');
  process.exit(code);
}
