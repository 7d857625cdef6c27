import type { Plugin } from 'vite';

const LIBRARY = 'reconnecting-websocket';

/**
 * Builds `reconnecting-websocket` from the source in its own package: its bundle is written for browsers that have no classes, and a third larger for
 * it. The tests run the bundle, whose code is the same.
 */
export function librarySource(): Plugin {
  return {
    name: 'signalbox:library-source',
    apply: 'build',
    enforce: 'pre',
    resolveId(id, importer) {
      return id === LIBRARY ? this.resolve(`${LIBRARY}/${LIBRARY}.ts`, importer) : undefined;
    },
  };
}
