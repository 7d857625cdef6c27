import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hashShown } from '../e2e/deploy/policy.ts';
import { hasNginx } from './nginx.mjs';
import { type NginxHere, nginxHere } from './nginx-here.ts';
import { type Environment, readDockerfile, startedWith } from './official-image.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DOCS = `${ROOT}docs/`;
const textOf = (path: string) => readFileSync(`${DOCS}${path}`, 'utf8');

const page = textOf('deploy.md');
const files = readdirSync(`${DOCS}deploy`);
const templates = files.filter((file) => file.endsWith('.conf.template'));
const image = readDockerfile(textOf('deploy/Dockerfile'));

const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);

/** The table of values: an example of each, the last where there are several of one. */
function examples(): Environment {
  const found: Record<string, string> = {};
  for (const [, first = '', last = ''] of page.matchAll(/^\| (`[A-Z_]+`.*?) \|.*\| ([^|]+) \|$/gm)) {
    const names = quoted(first);
    const values = quoted(last);
    for (const [i, name] of names.entries())
      found[name] = (names.length === 1 ? values.at(-1) : values[i]) ?? '';
  }
  return found;
}

/** Blocks of the page for a shell in which a line begins so. */
function commands(begin: string): readonly string[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .map(([, block = '']) => block)
    .filter((block) => `\n${block}`.includes(`\n${begin}`));
}

/** `envsubst` for machines that have none, as far as the page uses it. */
const OWN_ENVSUBST = `envsubst() { NAMES="$1" "${process.execPath}" -e '
  const names = new Set(process.env.NAMES.match(/\\w+/g));
  const text = require("node:fs").readFileSync(0, "utf8");
  process.stdout.write(text.replace(/\\$(?:\\{(\\w+)\\}|(\\w+))/g, (all, one, other) => names.has(one ?? other) ? process.env[one ?? other] : all));
'; }\n`;

/** What `docker run …` of the page makes: the environment it gives, what it mounts, by where, and the ports it publishes. */
function dockerRun(command: string) {
  const printed = execFileSync('sh', ['-c', `docker() { printf '%s\\n' "$@"; }\n${command}`], {
    encoding: 'utf8',
  });
  const [verb, ...words] = printed.trimEnd().split('\n');
  expect(verb).toBe('run');
  const given: Record<string, string> = {};
  const mounts = new Map<string, string>();
  const ports: string[] = [];
  for (let i = 0; i < words.length - 1; i += 2) {
    const word = words[i + 1] ?? '';
    if (words[i] === '-e') given[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    else if (words[i] === '-v') mounts.set(word.split(':')[1] ?? '', word.split(':')[0] ?? '');
    else if (words[i] === '-p') ports.push(word);
    else throw new Error(`What is ${words[i]}?`);
  }
  return { given, mounts, ports };
}

function withNginx(work: (here: NginxHere) => void): void {
  const here = nginxHere();
  try {
    work(here);
  } finally {
    here.remove();
  }
}

describe('what docs/deploy.md tells people to deploy', () => {
  it('is shown there word by word as the tests run it', () => {
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(page, file).toContain(`](deploy/${file})`);
      expect(page, file).toContain(`\n${textOf(`deploy/${file}`)}\`\`\``);
    }
  });

  it('has values for everything that the templates leave open', () => {
    expect(templates.length).toBeGreaterThan(1);
    for (const template of templates)
      for (const [, name = ''] of textOf(`deploy/${template}`).matchAll(/\$\{([A-Z_]+)\}/g)) {
        expect(Object.keys(examples()), template).toContain(name);
        // Where its back ends are no image can know.
        if (name.startsWith('SIGNALBOX_')) expect(Object.keys(image.environment), template).toContain(name);
      }
  });

  it('names the hash by which the policy allows the script of 404.html, and there is no other script', () => {
    const html = readFileSync(`${ROOT}public/404.html`, 'utf8');
    const scripts = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)];
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0]?.[1] ?? '')
      .digest('base64');
    expect(hashShown()).toBe(`'sha256-${hash}'`);
  });

  it('says on Debian and for Docker what becomes of each template', () => {
    for (const template of templates) {
      const name = template.replace(/\.template$/, '');
      expect(commands('fill').join(''), name).toMatch(new RegExp(`^fill (.*/)?${name}$`, 'm'));
      if ([...image.copied.values()].includes(`docs/deploy/${template}`)) continue;
      expect(commands('docker run').join(''), name).toContain(`-v ./docs/deploy/${template}:`);
    }
  });

  it.skipIf(!hasNginx())(
    'is taken by nginx as it is filled in on Debian, with and without back ends and orders',
    () => {
      const blocks = commands('fill ');
      expect(blocks).toHaveLength(3);
      const hasEnvsubst = spawnSync('envsubst', ['--version']).status === 0;
      for (let count = 1; count <= blocks.length; count++)
        withNginx((here) => {
          mkdirSync(join(here.folder, 'conf.d'));
          const script = blocks.slice(0, count).join('').replaceAll('/etc/nginx', here.folder);
          const prelude = `set -eu\nnginx() { :; }\nsystemctl() { :; }\n${hasEnvsubst ? '' : OWN_ENVSUBST}`;
          execFileSync('sh', ['-c', prelude + script], {
            cwd: ROOT,
            env: { PATH: process.env.PATH, ...here.placed(examples()) },
          });
          expect(here.objections(new Map()), blocks.slice(0, count).join('')).toBe('');
        });
    },
  );

  it.skipIf(!hasNginx())(
    'is taken by nginx as its official image fills it in, and all it listens on is published',
    () => {
      const runs = commands('docker run').map(dockerRun);
      expect(runs).toHaveLength(2);
      for (const { given, mounts, ports } of runs)
        withNginx((here) => {
          const environment = { ...image.environment, ...given };
          const mounted = new Map(
            [...image.copied, ...mounts]
              .filter(([to]) => to.endsWith('.template'))
              .map(([to, from]): [string, string] => [to, readFileSync(`${ROOT}${from}`, 'utf8')]),
          );
          expect(here.objections(startedWith(mounted, here.placed(environment)))).toBe('');
          const whole = [...startedWith(mounted, environment).values()].join('\n');
          const listened = [...whole.matchAll(/^ *listen (\d+)/gm)].map(([, port]) => `${port}:${port}`);
          expect(ports.sort()).toEqual(listened.sort());
        });
    },
  );
});
