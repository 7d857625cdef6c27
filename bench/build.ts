import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the page as it is deployed, into `dist`. @throws Error where that fails, which has been said on standard error */
export function buildPage(): void {
  const root = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, [`${root}/node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  });
}
