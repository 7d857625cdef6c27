import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/config.ts';
import { readDocument } from '../src/dashboards/document.ts';
import { readManifest } from './kubernetes.ts';
import { hasNginx } from './nginx.mjs';
import { nginxHere } from './nginx-here.ts';
import { type Environment, readDockerfile, startedWith } from './official-image.ts';

const ROOT = new URL('../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const MANIFEST = textOf('docs/deploy/kubernetes.yaml');
const image = readDockerfile(textOf('docs/deploy/Dockerfile'));
const manifest = readManifest(MANIFEST);
const environment: Environment = { ...image.environment, ...manifest.links, ...manifest.own };
const PAGE = `https://${environment.SIGNALBOX_HOST}${environment.SIGNALBOX_BASE}`;

/** nginx's configuration in the container, by the path below `conf.d`. */
const started = (values: Environment) =>
  startedWith(
    new Map([
      ...[...image.copied].map(([to, from]): [string, string] => [to, textOf(from)]),
      ...manifest.files,
    ]),
    values,
  );

const mounted = (path: string): unknown => JSON.parse(manifest.files.get(path) ?? '');

describe('the example for Kubernetes in docs/deploy', () => {
  it('holds a configuration that the page takes without a word', () => {
    const { config, problems } = checkConfig(mounted('/etc/signalbox/config.json'), PAGE);
    expect(problems).toEqual([]);
    expect(config?.engine.connections[0]?.url).toBe(`${PAGE}back-ends/edge`);
    expect(config?.dashboards).toEqual([`${PAGE}dashboards/overview.json`]);
    expect(readDocument(mounted('/etc/signalbox/dashboards/overview.json'))).toMatchObject({ ok: true });
  });

  it('leads every connection under its own host to a back end that is named', () => {
    const whole = [...started(environment).values()].join('\n');
    const { config } = checkConfig(mounted('/etc/signalbox/config.json'), PAGE);
    const connections = config?.engine.connections ?? [];
    expect(connections).not.toEqual([]);
    for (const { url } of connections) {
      const { origin, pathname } = new URL(url);
      if (origin !== new URL(PAGE).origin) continue;
      const location = [...whole.matchAll(/location (\S+)\s+\{ proxy_pass http:\/\/(\w+)\$/g)].find(
        ([, prefix = '']) => `${pathname}/`.startsWith(prefix),
      );
      expect(location, `a location for ${pathname}`).toBeDefined();
      expect(whole).toMatch(new RegExp(`^upstream ${location?.[2]}\\s+\\{ server [\\w.-]+:\\d+; \\}$`, 'm'));
    }
  });

  it('has a service that finds it, on ports that it listens on', () => {
    expect(manifest.services).not.toEqual([]);
    const listened = [environment.SIGNALBOX_PORT, environment.SIGNALBOX_PLAIN_PORT].map(Number);
    expect(manifest.containerPorts).toEqual(listened);
    for (const { ports, finds } of manifest.services) {
      expect(finds).toBe(true);
      expect(ports).toEqual(listened);
    }
  });

  it('listens on ports, whatever Kubernetes puts into the environment for its services', () => {
    for (const name of Object.keys(image.environment))
      if (name.endsWith('_PORT')) expect(environment[name], name).toMatch(/^\d+$/);
    // The services' variables are only kept out by the manifest.
    const withLinks = readManifest(MANIFEST.replace(/^.*enableServiceLinks.*\n/m, ''));
    expect(withLinks.links).toHaveProperty('SIGNALBOX_PORT', 'tcp://10.96.0.10:443');
  });

  it('mounts the templates of docs/deploy, without the back ends that it does not have', () => {
    for (const [path, text] of manifest.files) {
      const name = /^\/etc\/nginx\/templates\/(?:.*\/)?([^/]+)$/.exec(path)?.[1];
      if (name === undefined) continue;
      const others = /\b(bridge|fleet|cells|jobs)\b|^ *# (Clown|Drogue|Kamea|webchannel)/;
      const lines = textOf(`docs/deploy/${name}`).split('\n');
      const kept = lines.filter((line) => !others.test(line) && !/An example with one of each/.test(line));
      expect(text.split('\n'), name).toEqual(kept);
    }
  });

  it.skipIf(!hasNginx())('is taken by nginx', () => {
    const here = nginxHere();
    try {
      const files = started(here.placed(environment));
      expect([...files.keys()].sort()).toEqual(
        ['default.conf', 'signalbox/back-ends.conf', 'upstreams.conf'].sort(),
      );
      expect(here.objections(files)).toBe('');
    } finally {
      here.remove();
    }
  });
});
