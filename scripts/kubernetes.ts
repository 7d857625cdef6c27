/** What a Kubernetes manifest makes of an image: the files that are mounted into its container, and its environment. */
import { parseAllDocuments } from 'yaml';
import * as z from 'zod/mini';
import type { Environment, Files } from './official-image.ts';

const named = z.object({ name: z.string() });
const configMap = z.object({
  kind: z.literal('ConfigMap'),
  metadata: named,
  data: z.record(z.string(), z.string()),
});
const service = z.object({
  kind: z.literal('Service'),
  metadata: named,
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.object({ name: z.string(), port: z.number() })),
  }),
});
const deployment = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        enableServiceLinks: z.optional(z.boolean()),
        containers: z.tuple([
          z.object({
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            ports: z.array(z.object({ containerPort: z.number() })),
            volumeMounts: z.array(
              z.object({ name: z.string(), mountPath: z.string(), subPath: z.optional(z.string()) }),
            ),
          }),
        ]),
        volumes: z.array(
          z.object({
            name: z.string(),
            configMap: z.optional(
              z.object({
                name: z.string(),
                items: z.optional(z.array(z.object({ key: z.string(), path: z.string() }))),
              }),
            ),
          }),
        ),
      }),
    }),
  }),
});
const manifest = z.array(z.discriminatedUnion('kind', [configMap, service, deployment]));

/** What stands in a manifest of one deployment. */
export interface Manifest {
  /** By the paths that the container finds them under. */
  readonly files: Files;
  /** What the manifest itself sets. */
  readonly own: Environment;
  /** What Kubernetes adds for the manifest's services: it hides the image's own, and is hidden by what the manifest sets. */
  readonly links: Environment;
  readonly containerPorts: readonly number[];
  readonly services: readonly { readonly ports: readonly number[]; readonly finds: boolean }[];
}

/** Reads a manifest. @throws where it is none, or one of other things than these tests know */
export function readManifest(text: string): Manifest {
  const documents = manifest.parse(parseAllDocuments(text, { strict: true }).map((one) => one.toJS()));
  const maps = new Map<string, Readonly<Record<string, string>>>();
  for (const one of documents) if (one.kind === 'ConfigMap') maps.set(one.metadata.name, one.data);
  const pod = documents.find((one) => one.kind === 'Deployment')?.spec.template;
  if (!pod) throw new Error('There is no deployment.');
  const [container] = pod.spec.containers;

  const files = new Map<string, string>();
  for (const { name, mountPath, subPath } of container.volumeMounts) {
    const volume = pod.spec.volumes.find((one) => one.name === name);
    if (!volume) throw new Error(`There is no volume ${name}.`);
    if (!volume.configMap) continue;
    const data = maps.get(volume.configMap.name);
    if (!data) throw new Error(`There is no ConfigMap ${volume.configMap.name}.`);
    const items = volume.configMap.items ?? Object.keys(data).map((key) => ({ key, path: key }));
    for (const { key, path } of items) {
      const value = data[key];
      if (value === undefined) throw new Error(`There is no ${key} in ${volume.configMap.name}.`);
      if (subPath === undefined) files.set(`${mountPath}/${path}`, value);
      else if (subPath === path) files.set(mountPath, value);
    }
  }

  const services = documents.filter((one) => one.kind === 'Service');
  const links: Record<string, string> = {};
  if (pod.spec.enableServiceLinks !== false)
    for (const { metadata, spec } of services)
      links[`${metadata.name.toUpperCase().replaceAll('-', '_')}_PORT`] =
        `tcp://10.96.0.10:${spec.ports[0]?.port}`;
  return {
    files,
    own: Object.fromEntries(container.env.map(({ name, value }) => [name, value])),
    links,
    containerPorts: container.ports.map(({ containerPort }) => containerPort),
    services: services.map(({ spec }) => ({
      ports: spec.ports.map(({ port }) => port),
      finds: Object.entries(spec.selector).every(([label, value]) => pod.metadata.labels[label] === value),
    })),
  };
}
