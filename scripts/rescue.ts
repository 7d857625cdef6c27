import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../src/rescue.ts', import.meta.url));
const NAME = /^assets\/rescue-[^/]*\.js$/;

/** The script alone, with what it imports in it: it has to run where no other file of the page has come. */
async function codeOf(source: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      copyPublicDir: false,
      rolldownOptions: { input: source },
    },
  });
  const files = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const [file, ...others] = files;
  if (file?.type !== 'chunk' || others.length > 0) throw new Error(`${source} is not one script alone.`);
  return file.code;
}

/** Puts the script that waits for the page's first one beside it, and names it in the page's HTML. */
export function rescue(): Plugin {
  return {
    name: 'signalbox:rescue',
    apply: 'build',
    async buildStart() {
      this.emitFile({ type: 'asset', name: 'rescue.js', source: await codeOf(SOURCE) });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const file = Object.keys(bundle).find((name) => NAME.test(name));
        if (file === undefined) throw new Error(`The build has no file like ${NAME}.`);
        // `async`: it waits for no other script, and none for it.
        return [
          {
            tag: 'script',
            attrs: { type: 'module', async: true, fetchpriority: 'low', crossorigin: true, src: `./${file}` },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}
