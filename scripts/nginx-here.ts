/** What docs/deploy.md tells people to give to their nginx, given to the one that is here. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createCertificate } from '../e2e/deploy/certificate.ts';
import { objectionsOf } from '../e2e/deploy/nginx.ts';
import type { Environment, Files } from './official-image.ts';

/** Ports below 1024 are the system administrator's: there are as many above as are needed. */
const LIFT = 20_000;

/** A folder of nginx's own configuration, and what in a deployment's values differs in it from where they are meant for. */
export interface NginxHere {
  readonly folder: string;
  /** The same values with this folder's certificate and logs, ports that anybody may listen on, and hosts that need no name server. */
  placed(values: Environment): Environment;
  /** Writes files below `conf.d`. @returns what nginx has against them; nothing where it takes them */
  objections(files: Files): string;
  remove(): void;
}

/** Makes the folder, with a certificate in it. */
export function nginxHere(): NginxHere {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-deployment-'));
  createCertificate(folder);
  return {
    folder,
    placed: (values) => ({
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          /^\d+$/.test(value)
            ? String(Number(value) + LIFT)
            : value.replace(/^[\w.-]+(?=:\d+$)/, '127.0.0.1'),
        ]),
      ),
      SIGNALBOX_TLS: folder,
      SIGNALBOX_LOGS: join(folder, 'logs'),
    }),
    objections(files) {
      for (const [path, text] of files) {
        const to = join(folder, 'conf.d', path);
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, text);
      }
      return objectionsOf(folder);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
