// `npm start`: installs and builds what is missing, then runs the demo in this very process, so that nothing of it
// can outlive it. --dev serves the sources with hot reload instead, --demo-only no page at all.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { endWithNpm, ensureInstalled, ensureNode, ROOT, run } from './install.mjs';

const SOURCES = ['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** When the newest file at or below this path was changed, epoch ms; 0 where there is none. */
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  // A folder's own date tells of files that were removed.
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(`${path}/${name}`)),
    entry.mtimeMs,
  );
}

async function ensureBuilt() {
  // One that was cut short lacks what is written last, and one that failed has that, but no page.
  const built = Math.min(
    ...['index.html', 'service-worker.js'].map((file) => newestChange(`${ROOT}/dist/${file}`)),
  );
  if (built > 0 && SOURCES.every((source) => newestChange(`${ROOT}/${source}`) <= built)) return;
  console.log('Building the page …');
  const code = await run(process.execPath, [
    `${ROOT}/node_modules/vite/bin/vite.js`,
    'build',
    '--logLevel',
    'warn',
  ]);
  if (code === 0) return;
  console.error('The page could not be built; Vite says why above.');
  process.exit(code);
}

ensureNode();
endWithNpm();
const flags = process.argv.slice(2);
const page = flags.includes('--demo-only') ? 'none' : flags.includes('--dev') ? 'dev' : 'dist';
const passedOn = flags.filter((flag) => flag !== '--demo-only' && flag !== '--dev');

await ensureInstalled();
if (page === 'dist') await ensureBuilt();

process.argv = [process.execPath, `${ROOT}/demo/main.ts`, '--page', page, ...passedOn];
const { register } = await import('tsx/esm/api');
register();
await import('../demo/main.ts');
