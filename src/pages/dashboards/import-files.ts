import type { DashboardStore } from '../../dashboards/store/store.ts';
import { readFile } from '../../dashboards/transfer/file.ts';
import { withFreshId } from '../../dashboards/transfer/fresh-id.ts';

/** A file that was not taken, and why. */
export interface Refusal {
  readonly name: string;
  /** There are places in the file to be corrected; else what is wrong says itself what to do. */
  readonly isWrong: boolean;
  readonly problems: readonly string[];
}

interface Imported {
  /** Titles of the dashboards that were taken. */
  readonly taken: readonly string[];
  readonly refused: readonly Refusal[];
}

/** Takes dashboards from files into a store, each for itself: one that is refused holds up no other. Never rejects. */
export async function importFiles(
  files: readonly File[],
  store: Pick<DashboardStore, 'get' | 'put'>,
): Promise<Imported> {
  const taken: string[] = [];
  const refused: Refusal[] = [];
  for (const file of files) {
    const { name } = file;
    const read = await readFile(file);
    if (!read.ok) {
      refused.push({ name, isWrong: !read.isWhole, problems: read.problems });
      continue;
    }
    const { document } = read;
    try {
      const isThere = (await store.get(document.metadata.id)) !== undefined;
      await store.put(isThere ? withFreshId(document) : document, 0);
      taken.push(document.metadata.title);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      refused.push({ name, isWrong: false, problems: [problem] });
    }
  }
  return { taken, refused };
}
