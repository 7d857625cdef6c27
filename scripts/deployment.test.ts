import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/config.ts';
import { readDocument } from '../src/dashboards/document.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));

function textOf(path: string): string {
  return readFileSync(`${DOCS}${path}`, 'utf8');
}

/** A value of a ConfigMap: the indented block after its name. */
function valueNamed(name: string): unknown {
  const block = new RegExp(`^  ${name}: \\|\\n((?: {4}.*\\n)+)`, 'm').exec(
    textOf('deploy/kubernetes.yaml'),
  )?.[1];
  return JSON.parse(block ?? '');
}

describe('what docs/deploy.md tells people to deploy', () => {
  it('is shown there word by word as the tests run it', () => {
    const page = textOf('deploy.md');
    const files = readdirSync(`${DOCS}deploy`);
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(page, file).toContain(`](deploy/${file})`);
      expect(page, file).toContain(`\n${textOf(`deploy/${file}`)}\`\`\``);
    }
  });

  it('has values for everything that the templates leave open', () => {
    const page = textOf('deploy.md');
    const image = textOf('deploy/Dockerfile');
    for (const [, name = ''] of textOf('deploy/signalbox.conf.template').matchAll(/\$\{(\w+)\}/g)) {
      expect(page).toContain(`\`${name}\``);
      expect(image).toContain(`${name}=`);
    }
  });

  it('holds an example for Kubernetes that the page takes without a word', () => {
    const { config, problems } = checkConfig(valueNamed('config.json'), 'https://plant.example.com/plant7/');
    expect(problems).toEqual([]);
    expect(config?.engine.connections[0]?.url).toBe('https://plant.example.com/plant7/back-ends/edge');
    expect(readDocument(valueNamed('overview.json'))).toMatchObject({ ok: true });
  });
});
