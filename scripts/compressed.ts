import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const asBrotli = promisify(brotliCompress);
const asGzip = promisify(gzip);
/** What the hosts of docs/deploy.md hand out compressed: its name is that of its content, so neither can be of another build. */
const COMPRESSED = /^assets\/.*\.(js|css)$/;

/** Puts a `.br` and a `.gz` beside each script and style sheet, as small as can be: a host compresses anew for each visitor, and therefore less. */
export function compressed(): Plugin {
  return {
    name: 'signalbox:compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => COMPRESSED.test(fileName));
      await Promise.all(
        files.map(async (file) => {
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          };
          const path = join(dir, file.fileName);
          await Promise.all([
            asBrotli(content, { params }).then((small) => writeFile(`${path}.br`, small)),
            asGzip(content, { level: constants.Z_BEST_COMPRESSION }).then((small) =>
              writeFile(`${path}.gz`, small),
            ),
          ]);
        }),
      );
    },
  };
}
