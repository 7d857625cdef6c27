import { type ReactNode, useState } from 'react';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import type { DashboardStore, StoredDashboard } from '../../dashboards/store/store.ts';
import type { Action } from '../../ui/ActionMenu.tsx';
import controls from '../../ui/controls.module.css';
import Outcome from '../../ui/Outcome.tsx';
import { said as inLanguage } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { type Actionable, duplicate, exportFile, leftOutWords } from './deeds.ts';
import LinkDialog from './LinkDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';

/** The outcome of something a person did. */
export interface Said {
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

type Asking =
  | { readonly kind: 'link'; readonly document: DashboardDocument }
  | { readonly kind: 'rename'; readonly document: DashboardDocument; readonly stored: StoredDashboard };

/** What can be done with dashboards, and what that shows. */
interface DashboardActions {
  /** For a menu; what does not apply to a dashboard is not among them. */
  readonly actionsOf: (dashboard: Actionable) => readonly Action[];
  /** Does something to the person's dashboards; says what came of it, or what to do instead. */
  readonly perform: (act: (store: DashboardStore) => Promise<Said | null>) => Promise<void>;
  /** Open dialogs and the newest outcome. */
  readonly shown: ReactNode;
}

/** Takes the keyboard's focus when it appears: what it is about has just gone from the page. */
function UndoButton({ onUndo }: { readonly onUndo: () => void }) {
  return (
    <button type="button" className={controls.button} ref={(button) => button?.focus()} onClick={onUndo}>
      {t('Undo')}
    </button>
  );
}

/**
 * Everything that can be done with a dashboard beside looking at it and editing it.
 * @param owner see `dashboardsOf`
 * @param onDuplicated what follows on a duplicate of one's own
 */
export function useDashboardActions(
  owner: string,
  onDuplicated: (copy: DashboardDocument) => Said | null,
): DashboardActions {
  const [asking, setAsking] = useState<Asking | null>(null);
  const [said, setSaid] = useState<Said | null>(null);

  const perform: DashboardActions['perform'] = async (act) => {
    try {
      setSaid(await act(await dashboardsOf(owner)));
    } catch (error) {
      setSaid({ text: inLanguage(error instanceof Error ? error.message : String(error)) });
    }
  };

  const remove = (stored: StoredDashboard, title: string) =>
    perform(async (store) => {
      await store.remove(stored.id, stored.revision);
      const undo = () =>
        perform(async (again) => {
          await again.restore(stored);
          return { text: t('“{title}” is back.', { title }) };
        });
      return { text: t('Deleted “{title}”.', { title }), action: <UndoButton onUndo={undo} /> };
    });

  const rename = (renamed: DashboardDocument, { revision }: StoredDashboard) => {
    setAsking(null);
    return perform(async (store) => {
      await store.put(renamed, revision);
      return null;
    });
  };

  const actionsOf = (listed: Actionable): readonly Action[] => {
    const { document, source, stored = null, title = '' } = listed;
    const exporting = () => {
      const words = leftOutWords(exportFile(listed));
      setSaid(words === '' ? null : { text: words });
    };
    return [
      ...(document
        ? [
            {
              label: source === 'own' ? t('Duplicate') : t('Duplicate to edit'),
              run: () => void perform(async () => onDuplicated(await duplicate(owner, document))),
            },
          ]
        : []),
      ...(document && stored
        ? [{ label: t('Rename…'), run: () => setAsking({ kind: 'rename', document, stored }) }]
        : []),
      ...(document || stored ? [{ label: t('Export as a file'), run: exporting }] : []),
      ...(document ? [{ label: t('Link…'), run: () => setAsking({ kind: 'link', document }) }] : []),
      ...(stored ? [{ label: t('Delete'), run: () => void remove(stored, title) }] : []),
    ];
  };

  const close = () => setAsking(null);
  const shown = (
    <>
      {asking?.kind === 'link' && <LinkDialog document={asking.document} onClose={close} />}
      {asking?.kind === 'rename' && (
        <RenameDialog
          document={asking.document}
          onRename={(renamed) => void rename(renamed, asking.stored)}
          onClose={close}
        />
      )}
      {said && (
        <Outcome action={said.action} onDismiss={() => setSaid(null)}>
          {said.text}
        </Outcome>
      )}
    </>
  );
  return { actionsOf, perform, shown };
}
