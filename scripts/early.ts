import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';
import { OF_LINE } from '../src/model/kept.ts';

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/**
 * What comes before what is drawn, in the order in which it is wanted: the engine's code, and what watches alarms, in the page and in the worker
 * (little, and where there are rules nothing begins without it).
 */
const OF_ENGINE: readonly RegExp[] = [/^assets\/worker-[^/]*\.js$/, /^assets\/(alarms|desk)-[^/]*\.js$/];
/** The one of them that runs in the page. */
const IN_PAGE = /^assets\/alarms-/;
/** What draws the page, and the tile that most dashboards begin with: they come while the engine makes its first connection. */
const OF_PAGE: readonly string[] = ['src/page.tsx', 'src/widgets/switch/View.tsx'];
/** Nothing of it may be in the page's first script: the engine would wait for it. */
const DRAWS = /\/node_modules\/(react|react-dom|@mantine\/core\/esm)\//;

function chunksOf(bundle: Bundle): readonly Chunk[] {
  return Object.values(bundle).filter((one) => one.type === 'chunk');
}

/** The chunk that a module is in. @throws where there is none, or several */
function chunkOf(bundle: Bundle, module: string): Chunk {
  const [found, ...others] = chunksOf(bundle).filter(({ moduleIds }) =>
    moduleIds.some((id) => id.endsWith(`/${module}`)),
  );
  if (!found || others.length > 0) throw new Error(`The build has not exactly one file with ${module}.`);
  return found;
}

/** A chunk and everything that it cannot run without, dependencies first. */
function withImports(bundle: Bundle, chunk: Chunk, found = new Set<Chunk>()): ReadonlySet<Chunk> {
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === 'chunk' && !found.has(imported)) withImports(bundle, imported, found);
  }
  return found.add(chunk);
}

function stylesOf(chunk: Chunk): readonly string[] {
  return [...(chunk.viteMetadata?.importedCss ?? [])];
}

/**
 * Names in the page's HTML what its script will ask for, so that a slow line is never idle: each thing that is only found by reading
 * another one costs a round trip.
 */
export function early(): Plugin {
  return {
    name: 'signalbox:early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: entry }) {
        const link = (attrs: HtmlTagDescriptor['attrs'], href: string): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `./${href}` },
          injectTo: 'head',
        });
        const there = entry ? withImports(bundle, entry) : new Set<Chunk>();
        const drawing = [...there].flatMap(({ moduleIds }) => moduleIds.filter((id) => DRAWS.test(id)));
        if (drawing.length > 0) throw new Error(`The page's first script has ${drawing[0]} in it.`);
        const wanted = new Set(
          OF_PAGE.flatMap((module) => [...withImports(bundle, chunkOf(bundle, module))]).filter(
            (chunk) => !there.has(chunk),
          ),
        );
        // A page that is kept finds its files without a line to keep busy, and each name in it takes time of its thread before the engine begins.
        const ofLine: typeof link = (attrs, href) => link({ ...attrs, [OF_LINE]: true }, href);
        return [
          link({ rel: 'preload', as: 'fetch' }, 'config.json'),
          ...OF_ENGINE.flatMap((file) => {
            const found = Object.keys(bundle).filter((name) => file.test(name));
            if (found.length === 0) throw new Error(`The build has no file like ${file}.`);
            return found.map((name) => (IN_PAGE.test(name) ? link : ofLine)({ rel: 'modulepreload' }, name));
          }),
          ...[...wanted].flatMap((chunk) => [
            ...stylesOf(chunk).map((name) =>
              ofLine({ rel: 'preload', as: 'style', fetchpriority: 'low' }, name),
            ),
            ofLine({ rel: 'modulepreload', fetchpriority: 'low' }, chunk.fileName),
          ]),
        ];
      },
    },
  };
}
