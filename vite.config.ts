import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { compressed } from './scripts/compressed.ts';
import { early } from './scripts/early.ts';
import { librarySource } from './scripts/library-source.ts';
import { messages } from './scripts/messages.ts';
import { rescue } from './scripts/rescue.ts';
import { withoutPlotPaths } from './scripts/without-plot-paths.ts';
import { withoutSpareSocketIo } from './scripts/without-spare-socket-io.ts';

/** Files that a page has long before it asks for a tile. */
const LONG_THERE = /^assets\/(index|page|rolldown-runtime|tiles)-/;

/** Constants of other files are written out where they are used, which is shorter than their names. */
const INLINED = { mode: 'all', pass: 3 } as const;

/** Neither our code nor the libraries' reads a property, or looks for a global, only for what that does: nobody has a layout made anew like that. */
const DROPPED = { propertyReadSideEffects: false, unknownGlobalSideEffects: false } as const;

/**
 * What is asked for together with a part that comes later. All of these names stand in the first screen's script, a hundred and more, so of what is no tile
 * it is the part alone: what it imports costs one round trip more, until the service worker has it all.
 */
function askedWith(part: string, files: string[]): string[] {
  const isTile = /^assets\/View-/.test(part);
  return files.filter((file) => (isTile ? !LONG_THERE.test(file) : file === part));
}

/** While developing the page is at the root of its host, at deep addresses too. */
const baseOfDevelopment: Plugin = {
  name: 'signalbox:base-of-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('<base href="./" />', '<base href="/" />'),
};

/**
 * Unit tests that each get modules of their own: they replace some, are about what a module keeps for as long as the page is open,
 * or weigh code as the runtime compiles it where nothing else has called it. `scripts/tests-alone.test.ts` holds it against what they do.
 */
const ALONE = [
  'src/{healing,live,offline,session}/**/*.test.{ts,tsx}',
  'src/engine/engine.test.ts',
  'src/engine/{connection,series}/allocation.test.ts',
  'src/engine/alarms/alarms.test.ts',
  'src/engine/history/history.{closed,failing,unfetched}.test.ts',
  'src/pages/alarms/{announce,announce-settings}.test.ts',
  'src/pages/scan/camera.test.ts',
  'src/widgets/actuator/second-click.test.ts',
  'src/widgets/timeseries/{alarm-marks,chart}.test.ts',
];

export default defineConfig({
  // One build for any folder of any host: files find each other by relative addresses, and main.ts reads the rest from `<base>`.
  base: './',
  plugins: [
    react(),
    messages(),
    withoutPlotPaths(),
    baseOfDevelopment,
    early(),
    rescue(),
    compressed(),
    // Only the list of the files is the plugin's: what the service worker does with them is written out in src/offline.
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/offline',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: [
          'index.html',
          'manifest.webmanifest',
          '*.{svg,png}',
          'assets/*.{js,css}',
          'assets/*-latin-wght-*.woff2',
        ],
        dontCacheBustURLsMatching: /^assets\//,
      },
    }),
  ],
  worker: {
    format: 'es',
    plugins: () => [withoutSpareSocketIo(), librarySource()],
    // As Vite has it for the page: they are of use to whoever bundles it once more.
    rolldownOptions: {
      treeshake: DROPPED,
      optimization: { inlineConst: INLINED },
      output: { comments: { annotation: false } },
    },
  },
  build: {
    target: 'es2022',
    sourcemap: false,
    modulePreload: { resolveDependencies: askedWith },
    chunkSizeWarningLimit: 520,
    // What starts the engine is one file, what draws the page another, which comes behind it. Each is one: cut up along what later pages share,
    // they are some kilobytes larger; so are the parts of what tiles share.
    rolldownOptions: {
      treeshake: DROPPED,
      optimization: { inlineConst: INLINED },
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 1 },
            { name: 'page', test: /[\\/]src[\\/]page\.tsx$/ },
            {
              name: 'tiles',
              test: /[\\/]src[\\/](widgets[\\/]((actuator[\\/])?(Value|Waiting|Age|visible-latest|orders|ControlNotes|elsewhere|NoCommands)|timeseries[\\/](paths|theme))|ui[\\/](zone|full-screen))\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    maxWorkers: 2,
    // A loaded machine is slow; how long something takes is the bench's business.
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['{demo,scripts,e2e,bench}/**/*.test.ts', ...ALONE],
          // What a test leaves of the process and its modules is nobody else's.
          isolate: true,
          // A thread that starts a program lends it, for a moment, the ports that another has just given up.
          pool: 'forks',
        },
      },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ALONE,
          // A process of its own for each file, and every module read anew, takes longer than these tests themselves.
          isolate: false,
          pool: 'threads',
          setupFiles: ['scripts/own-storage.ts'],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
