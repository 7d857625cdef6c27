import { openIndexedStore } from './indexed.ts';
import { keptWhereItCan } from './opening.ts';
import type { DashboardStore } from './store.ts';

/** Deployments beside each other on one host share its storage. */
const DATABASE = `signalbox-dashboards ${new URL('.', document.baseURI).pathname}`;

const openers = new Map<string, () => Promise<DashboardStore>>();

/**
 * The dashboards of a person in this browser; in a browser that keeps nothing, they last as long as the page. Never rejects.
 * @param owner subject of who is signed in; '' where there is no sign-in
 */
export function dashboardsOf(owner: string): Promise<DashboardStore> {
  let opener = openers.get(owner);
  if (!opener) {
    opener = keptWhereItCan(() => openIndexedStore(DATABASE, owner));
    openers.set(owner, opener);
  }
  return opener();
}
