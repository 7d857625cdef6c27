import type { Plugin } from 'vite';

const NOTHING = '\0signalbox:no-web-transport';

/** What Socket.IO's client holds on to beside what `src/engine/transports/socketio.ts` asks for, by file. */
const SPARE: readonly { readonly file: RegExp; readonly part: RegExp; readonly instead: string }[] = [
  // The way to share links, and to name them.
  {
    file: /[\\/]socket\.io-client[\\/]build[\\/]esm[\\/]index\.js$/,
    part: /^Object\.assign\(lookup, \{[^}]*\}\);\n/m,
    instead: '',
  },
  // The way to read packets that stands by where none is given.
  {
    file: /[\\/]socket\.io-client[\\/]build[\\/]esm[\\/]manager\.js$/,
    part: /opts\.parser \|\| parser\b/,
    instead: 'opts.parser',
  },
];

/**
 * Leaves out of the engine what it never uses of Socket.IO, as the first screen has no room for it: no bundler can tell. Of the library's three ways to a
 * server that is the third, which servers offer over HTTP/3 only. @throws where a new version of the library is written in another way
 */
export function withoutSpareSocketIo(): Plugin {
  return {
    name: 'signalbox:without-spare-socket-io',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id === './webtransport.js' && importer?.includes('/engine.io-client/') ? NOTHING : undefined,
    load: (id) => (id === NOTHING ? 'export class WT {}' : undefined),
    transform(code, id) {
      const spare = SPARE.find(({ file }) => file.test(id));
      if (!spare) return;
      if (!spare.part.test(code))
        throw new Error(`Socket.IO is written otherwise by now: ${spare.part} is not in it.`);
      return code.replace(spare.part, spare.instead);
    },
  };
}
