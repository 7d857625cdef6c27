import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Demo } from '../../demo/demo.ts';
import { PORT_OFFSETS } from '../../demo/ports.ts';
import { FaultProxy } from '../fault-proxy.ts';
import type { Certificate } from './certificate.ts';
import { startNginx } from './nginx.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where nginx and what belongs to it listen, counted from the demo's first port. */
const OFFSETS = {
  hubLine: 8,
  page: 14,
  plain: 15,
  identity: 16,
  reports: 17,
  orders: 18,
  nobody: 19,
} as const;

/** The back ends' names in the configuration of docs/deploy, with the demo's parts behind them. */
const BACK_ENDS = {
  bridge: 'hub',
  fleet: 'drogue',
  cells: 'kamea',
  jobs: 'webchannel',
  edge: 'streambed',
} as const;

/** What a new build replaces. */
const REPLACED = ['index.html', 'service-worker.js'] as const;

/** Addresses of a deployment on this machine. */
export interface Addresses {
  /** Address of the page, with a slash at its end. */
  readonly page: string;
  /** The same host without TLS. */
  readonly plain: string;
  /** The OpenID provider, by TLS too. */
  readonly issuer: string;
  /** The same host, where orders by HTTP go. */
  readonly orders: string;
  readonly reportsPort: number;
  /** Of the same machine, but nothing that the page may connect to. */
  readonly nobody: string;
}

/** @param folder that the page is in, with slashes at both ends */
export function addressesOf(basePort: number, folder: string): Addresses {
  const host = (part: keyof typeof OFFSETS) => `localhost:${basePort + OFFSETS[part]}`;
  return {
    page: `https://${host('page')}${folder}`,
    plain: `http://${host('plain')}${folder}`,
    issuer: `https://${host('identity')}`,
    orders: `https://${host('orders')}`,
    reportsPort: basePort + OFFSETS.reports,
    nobody: `https://${host('nobody')}/`,
  };
}

/** The demo's configuration with every back end under the page's own host, and the provider by TLS. */
function configBehind(demo: Demo, addresses: Addresses) {
  const first = Number(new URL(demo.origin).port);
  const placed = (address: string) => {
    for (const [name, part] of Object.entries(BACK_ENDS)) {
      const direct = new RegExp(`^\\w+://localhost:${first + PORT_OFFSETS[part]}(?=/|$)`);
      if (direct.test(address)) return address.replace(direct, `back-ends/${name}`);
    }
    return address;
  };
  return {
    ...demo.config,
    oidc: { ...demo.config.oidc, authority: addresses.issuer },
    connections: demo.config.connections.map((connection) => ({
      ...connection,
      url: placed(connection.url),
      ...('commandUrl' in connection && connection.commandUrl !== undefined
        ? { commandUrl: addresses.orders + new URL(placed(connection.commandUrl), addresses.page).pathname }
        : {}),
      credentials:
        'url' in connection.credentials && connection.credentials.url !== undefined
          ? { ...connection.credentials, url: placed(connection.credentials.url) }
          : connection.credentials,
    })),
  };
}

/** The page behind nginx. */
export interface Site extends Addresses {
  /** The network between nginx and the hub. */
  readonly hubLine: FaultProxy;
  /** Everything nginx has written down about requests so far. */
  log(): string;
  /** Puts a new build in the place of the page: the same one, with a mark in it. */
  deploy(mark: string): void;
  /** Has the content security policy allow another host to connect to; '' is none. */
  allow(host: string): void;
  /** Changes the deployment's own configuration. */
  configure(change: (config: ReturnType<typeof configBehind>) => unknown): void;
  /** Puts the first build and the first configuration back. */
  withdraw(): void;
  stop(): Promise<void>;
}

/** Puts the demo behind nginx as docs/deploy.md shows it. */
export async function startSite(demo: Demo, certificate: Certificate, addresses: Addresses): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-nginx-'));
  const own = join(folder, 'site');
  cpSync(join(ROOT, 'demo/dashboards'), join(own, 'dashboards'), { recursive: true });
  const configure: Site['configure'] = (change) =>
    writeFileSync(join(own, 'config.json'), JSON.stringify(change(configBehind(demo, addresses))));
  configure((config) => config);
  const files = join(folder, 'page');
  cpSync(join(ROOT, 'dist'), files, { recursive: true });
  const first = Number(new URL(demo.origin).port);
  const page = new URL(addresses.page);
  const hubLine = new FaultProxy({ port: first + OFFSETS.hubLine, target: first + PORT_OFFSETS.hub });
  await hubLine.start();
  const upstreams = Object.entries(BACK_ENDS).map(([name, part]) => [
    name.toUpperCase(),
    `127.0.0.1:${first + (part === 'hub' ? OFFSETS.hubLine : PORT_OFFSETS[part])}`,
  ]);
  const provider = `server {
    listen 127.0.0.1:${new URL(addresses.issuer).port} ssl http2;
    ssl_certificate ${certificate.folder}/tls.crt;
    ssl_certificate_key ${certificate.folder}/tls.key;
    access_log off;
    location / {
      proxy_pass http://127.0.0.1:${first + PORT_OFFSETS.identity};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }`;
  const values = {
    ...Object.fromEntries(upstreams),
    SIGNALBOX_HOST: 'localhost',
    SIGNALBOX_BASE: page.pathname,
    SIGNALBOX_PORT: `127.0.0.1:${page.port}`,
    SIGNALBOX_PLAIN_PORT: `127.0.0.1:${new URL(addresses.plain).port}`,
    SIGNALBOX_ORDERS_PORT: `127.0.0.1:${new URL(addresses.orders).port}`,
    SIGNALBOX_PAGE: files,
    SIGNALBOX_SITE: own,
    SIGNALBOX_TLS: certificate.folder,
    SIGNALBOX_LOGS: join(folder, 'nginx/logs'),
    SIGNALBOX_CONNECT: `${addresses.issuer} ${addresses.orders}`,
    SIGNALBOX_REPORT: `report-uri http://localhost:${addresses.reportsPort}/`,
  };
  const nginx = await startNginx(join(folder, 'nginx'), values, provider, Number(page.port));
  return {
    ...addresses,
    hubLine,
    log: nginx.log,
    allow(host) {
      nginx.change({ ...values, SIGNALBOX_CONNECT: `${values.SIGNALBOX_CONNECT} ${host}`.trim() });
    },
    configure,
    withdraw() {
      configure((config) => config);
      for (const name of REPLACED) copyFileSync(join(ROOT, 'dist', name), join(files, name));
    },
    deploy(mark) {
      const change = (name: string, from: string | RegExp, to: string) => {
        const text = readFileSync(join(files, name), 'utf8');
        const changed = text.replace(from, to);
        if (changed === text) throw new Error(`${name} is not what it was: there is nothing to change.`);
        writeFileSync(join(files, name), changed);
      };
      change('index.html', '</head>', `<meta name="mark" content="${mark}" /></head>`);
      // The list of the files has a revision of each that is not named after its content.
      change('service-worker.js', /"revision":"[^"]*"(?=,"url":"index\.html")/, `"revision":"${mark}"`);
    },
    async stop() {
      await nginx.stop();
      await hubLine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
