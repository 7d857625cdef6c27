import type { Plugin } from 'vite';

/** What uPlot offers beside charts (builders of lines, bars and curves, and a way to join tables), and what it draws series of its own with. */
const UNUSED: readonly (readonly [part: RegExp, instead: string])[] = [
  [/^uPlot\.orient\s*= orient;\n/m, ''],
  [/^\tuPlot\.join = join;\n/m, ''],
  [/^\tuPlot\.addGap = addGap;\n\tuPlot\.clipGaps = clipGaps;\n/m, ''],
  [/^\tlet paths = uPlot\.paths = \{\n\t\tpoints,\n\t\};\n\n(?:\t\(paths\.\w+\s*= \w+\);\n)+/m, ''],
  [
    /^const linearPath = linear\(\) ;\nconst pointsPath = points\(\) ;\n/m,
    'const linearPath = null;\nconst pointsPath = null;\n',
  ],
];

/**
 * Leaves out of uPlot what Signalbox's charts never use, as they paint their lines themselves and give it the time alone: it hangs on what the library exports,
 * so no bundler can tell that nobody asks for it. @throws where a new version of uPlot is written in another way
 */
export function withoutPlotPaths(): Plugin {
  return {
    name: 'signalbox:without-plot-paths',
    apply: 'build',
    transform(code, id) {
      if (!/[\\/]uplot[\\/]dist[\\/]uPlot\.esm\.js$/.test(id)) return;
      return UNUSED.reduce((left, [part, instead]) => {
        if (!part.test(left)) throw new Error(`uPlot is written otherwise by now: ${part} is not in it.`);
        return left.replace(part, instead);
      }, code);
    },
  };
}
