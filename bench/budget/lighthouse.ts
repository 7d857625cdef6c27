import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A package of its own: it is larger than everything else together, and only the budget wants it. */
const FOLDER = fileURLToPath(new URL('lighthouse/', import.meta.url));
const PROGRAM = `${FOLDER}node_modules/lighthouse/cli/index.js`;

export const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
type Category = (typeof CATEGORIES)[number];
/** As Lighthouse calls them: a fast machine at a desk, or a phone on 4G (150 ms, 1.6 Mbit/s) with a processor four times slower. */
type Device = 'desktop' | 'mobile';

/** What Lighthouse says of one address. */
export interface Verdict {
  /** 0 to 100. */
  readonly scores: ReadonlyMap<Category, number>;
  /** Times of the performance score, in words. */
  readonly metrics: readonly string[];
  /** What is not perfect, a line each. */
  readonly complaints: readonly string[];
}

const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

function verdictOf(report: unknown): Verdict {
  const audit = (id: string, field: string) => at(report, 'audits', id, field);
  const refs = CATEGORIES.flatMap((category) => {
    const list = at(report, 'categories', category, 'auditRefs');
    return Array.isArray(list) ? list : [];
  });
  return {
    scores: new Map(
      CATEGORIES.map((category) => {
        const score = at(report, 'categories', category, 'score');
        return [category, typeof score === 'number' ? Math.round(score * 100) : 0];
      }),
    ),
    metrics: METRICS.map((id) => `${audit(id, 'title')} ${audit(id, 'displayValue')}`),
    complaints: refs
      .filter((ref) => Number(at(ref, 'weight')) > 0 && !METRICS.includes(String(at(ref, 'id'))))
      .map((ref) => String(at(ref, 'id')))
      .filter((id) => {
        const score = audit(id, 'score');
        return typeof score === 'number' && score < 0.9;
      })
      .map((id) => `${id}: ${audit(id, 'title')}`),
  };
}

/** Fetches Lighthouse unless it is there. @throws where npm cannot */
export function ensureLighthouse(): void {
  if (existsSync(PROGRAM)) return;
  console.log('Installing Lighthouse …');
  // Not `ci`, which refuses a lock that lacks a package of another platform or a peer: what is installed is what the lock names either way.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: FOLDER,
    stdio: 'inherit',
  });
}

/**
 * Has Lighthouse look at an address in a browser that is running, with what that one has stored.
 * @param port of its developer tools
 * @throws with Lighthouse's words where it fails
 */
export async function judge(address: string, port: number, device: Device): Promise<Verdict> {
  const args = [
    PROGRAM,
    address,
    `--port=${port}`,
    '--output=json',
    '--quiet',
    '--disable-storage-reset',
    '--no-enable-error-reporting',
    `--only-categories=${CATEGORIES.join(',')}`,
    ...(device === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let words = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    words += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`Lighthouse failed:\n${words}`);
  return verdictOf(JSON.parse(output));
}
