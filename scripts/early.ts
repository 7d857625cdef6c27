import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Files that the page wants as soon as its script runs, and of which its HTML would otherwise say nothing. */
const WANTED: readonly { readonly file: RegExp; readonly attrs: HtmlTagDescriptor['attrs'] }[] = [
  // Below the page's own script: they come while the processor has that one to read.
  { file: /^assets\/worker-[^/]*\.js$/, attrs: { rel: 'modulepreload', fetchpriority: 'low' } },
  // What watches alarms, in the page and in the worker: little, and where there are rules nothing begins without it.
  { file: /^assets\/(alarms|desk)-[^/]*\.js$/, attrs: { rel: 'modulepreload', fetchpriority: 'low' } },
];

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
      handler(_html, { bundle = {} }) {
        const files = Object.keys(bundle);
        const link = (attrs: HtmlTagDescriptor['attrs'], href: string): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `./${href}` },
          injectTo: 'head',
        });
        return [
          link({ rel: 'preload', as: 'fetch' }, 'config.json'),
          ...WANTED.flatMap(({ file, attrs }) => {
            const found = files.filter((name) => file.test(name));
            if (found.length === 0) throw new Error(`The build has no file like ${file}.`);
            return found.map((name) => link(attrs, name));
          }),
        ];
      },
    },
  };
}
