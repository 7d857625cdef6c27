import { readFileSync } from 'node:fs';

const DOCS = new URL('../../docs/', import.meta.url);

/** The content security policy of docs/deploy, as a host gives it that knows nothing but files. @param connect hosts that the page connects to */
export function policyOfPlainHost(connect: string): string {
  const template = readFileSync(new URL('deploy/signalbox.conf.template', DOCS), 'utf8');
  const values: Readonly<Record<string, string>> = { SIGNALBOX_CONNECT: connect, SIGNALBOX_REPORT: '' };
  let policy = '';
  for (const [, text = ''] of template.matchAll(/^ *set \$csp "(.*)";$/gm))
    policy = text
      .replace('$csp', () => policy)
      .replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return policy.replace("script-src 'self'", `script-src 'self' ${hashShown()}`);
}

/** What docs/deploy.md says `script-src` needs for the script in 404.html. @throws where it says nothing */
export function hashShown(): string {
  const shown = /`script-src 'self' ('sha256-[^']+')`/.exec(
    readFileSync(new URL('deploy.md', DOCS), 'utf8'),
  )?.[1];
  if (shown === undefined) throw new Error('docs/deploy.md names no hash.');
  return shown;
}
