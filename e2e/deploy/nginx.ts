import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What docs/deploy.md shows. */
const TEMPLATES = fileURLToPath(new URL('../../docs/deploy/', import.meta.url));

/** Where the templates go, below the folder of nginx's own configuration, as docs/deploy.md has it. */
const PLACES = {
  'signalbox.conf.template': 'conf.d/signalbox.conf',
  'upstreams.conf.template': 'conf.d/upstreams.conf',
  'orders.conf.template': 'conf.d/orders.conf',
  'back-ends.conf.template': 'conf.d/signalbox/back-ends.conf',
} as const;

/** What the templates leave open, by name. */
export type NginxValues = Readonly<Record<string, string>>;

/** As `envsubst` does it: names that have no value stay as they are, so that nginx's own variables do. */
function filled(template: string, values: NginxValues): string {
  return template.replace(/\$\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
}

/** What a distribution brings along, as little as possible, with everything that is written in one folder. */
function mainConfiguration(folder: string, ownServer: string): string {
  // Workers of a master that runs as root are somebody else, who may not read the checkout.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/temp-${name};`,
  );
  return `${user}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/logs/start.log warn;
events {}
http {
  include ${mimeTypes()};
  default_type application/octet-stream;
  ${places.join('\n  ')}
  include conf.d/*.conf;
  ${ownServer}
}
`;
}

/** The list of media types lies beside the configuration that nginx was built with. */
function mimeTypes(): string {
  const { stderr } = spawnSync('nginx', ['-V'], { encoding: 'utf8' });
  const path = /--conf-path=(\S+)\/nginx\.conf/.exec(stderr)?.[1];
  return `${path ?? '/etc/nginx'}/mime.types`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Asks nginx about the `conf.d` in a folder without starting it (`nginx -t`).
 * @returns what it has against it; nothing where it takes it
 */
export function objectionsOf(folder: string): string {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const main = join(folder, 'nginx.conf');
  writeFileSync(main, mainConfiguration(folder, ''));
  const { status, stderr } = spawnSync('nginx', ['-t', '-p', folder, '-c', main], { encoding: 'utf8' });
  return status === 0 ? '' : stderr;
}

/** An nginx of the tests' own. */
export interface Nginx {
  /** Everything it has written down about requests so far. */
  log(): string;
  /** Has it go on with other values: what is asked for from some time after that is answered by them. */
  change(values: NginxValues): void;
  stop(): Promise<void>;
}

function writeConfiguration(folder: string, values: NginxValues): void {
  for (const [name, place] of Object.entries(PLACES)) {
    writeFileSync(join(folder, place), filled(readFileSync(join(TEMPLATES, name), 'utf8'), values));
  }
}

/**
 * Starts nginx with the configuration of docs/deploy.md.
 * @param folder an empty one for all its files
 * @param ownServer a further `server` block, for what a deployment has elsewhere
 * @param port one that it listens on once it is up
 * @throws with nginx's words where it does not start
 */
export async function startNginx(
  folder: string,
  values: NginxValues,
  ownServer: string,
  port: number,
): Promise<Nginx> {
  for (const path of ['logs', 'conf.d/signalbox']) mkdirSync(join(folder, path), { recursive: true });
  writeConfiguration(folder, values);
  const main = join(folder, 'nginx.conf');
  writeFileSync(main, mainConfiguration(folder, ownServer));
  const child: ChildProcess = spawn('nginx', ['-p', folder, '-c', main], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words += String(chunk);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever ends this process takes it along.
  const kill = () => child.kill('SIGTERM');
  process.once('exit', kill);
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`nginx does not start:\n${words}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    log: () =>
      ['access', 'error'].map((name) => readFileSync(join(folder, `logs/${name}.log`), 'utf8')).join(''),
    change(other) {
      writeConfiguration(folder, other);
      child.kill('SIGHUP');
    },
    async stop() {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}
