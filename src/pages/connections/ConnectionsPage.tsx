import { IconFileExport, IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OwnConnections } from '../../config/own.ts';
import { useConnections } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import { useSession } from '../../session/index.ts';
import { type Action, ActionMenu } from '../../ui/ActionMenu.tsx';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { download } from '../../ui/download.ts';
import Outcome from '../../ui/Outcome.tsx';
import { rich } from '../../ui/rich.tsx';
import { Link, useLocation, useNavigate } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { Arrived } from '../first-steps/Arrived.tsx';
import page from '../page.module.css';
import { ReplayPicker } from '../recording/ReplayPicker.tsx';
import { useRecordings } from '../recording/use-recordings.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import styles from './connections.module.css';
import { exportedConfig, exportedWords } from './export.ts';
import { NetworkLine } from './NetworkLine.tsx';
import {
  allConnections,
  isOwn,
  removeConnection,
  setConnectionUsed,
  useOwn,
  wrongConnections,
} from './own.ts';
import { UnsavedRecordings } from './UnsavedRecordings.tsx';
import { WrongCard } from './WrongCard.tsx';

/** What a connection is called, to people and to the page. */
type Named = Pick<ConnectionSettings, 'id' | 'name'>;

interface RemoveDialogProps {
  readonly name: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog title={t('Remove {name}?', { name })} onClose={onClose}>
      <div className={dialog.form}>
        <p>
          {t(
            'Its settings and the readings that this browser keeps of it are deleted. Dashboards that show it keep their tiles, which then say that nothing has been heard. To have it stand still instead, leave it out.',
          )}
        </p>
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('Keep it')}
          </button>
          <button type="button" className={controls.primary} onClick={onRemove}>
            {t('Remove')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Everything that can be done with connections, and what that shows. */
function useConnectionActions(own: OwnConnections) {
  const navigate = useNavigate();
  const [removing, setRemoving] = useState<Named | null>(null);
  const [outcome, setOutcome] = useState('');
  const perform = async (act: () => Promise<string>) => {
    try {
      setOutcome(await act());
    } catch (error) {
      setOutcome(error instanceof Error ? said(error.message) : t('It could not be done. Try again.'));
    }
  };
  const use = (settings: ConnectionSettings, isUsed: boolean) =>
    perform(async () => {
      await setConnectionUsed(settings.id, isUsed);
      return isUsed
        ? t('{name} is used again.', { name: settings.name })
        : t('{name} is left out in this browser. What is kept of its readings stays.', {
            name: settings.name,
          });
    });
  const actionsOf = (settings: ConnectionSettings): readonly Action[] => {
    const { id } = settings;
    const path = `/connections/${encodeURIComponent(id)}/edit`;
    return [
      ...(isOwn(own, id) ? [{ label: t('Change'), run: () => navigate(path) }] : []),
      {
        label: t('Duplicate'),
        run: () => navigate(`/connections/new?from=${encodeURIComponent(id)}`),
      },
      {
        label: t('Make me a dashboard'),
        run: () => navigate('/dashboards/new', { state: { make: id } }),
      },
      ...(own.disabled.includes(id)
        ? []
        : [{ label: t('Leave out in this browser'), run: () => void use(settings, false) }]),
      ...(isOwn(own, id) ? [{ label: t('Remove…'), run: () => setRemoving(settings) }] : []),
    ];
  };
  const save = () =>
    perform(async () => {
      const exported = await exportedConfig(own);
      download('config.json', new Blob([exported.text], { type: 'application/json' }));
      return exportedWords(exported);
    });
  const shown: ReactNode = (
    <>
      {removing && (
        <RemoveDialog
          name={removing.name}
          onClose={() => setRemoving(null)}
          onRemove={() => {
            const { id, name } = removing;
            setRemoving(null);
            void perform(async () => {
              await removeConnection(id);
              return t('{name} is removed.', { name });
            });
          }}
        />
      )}
      {outcome !== '' && <Outcome onDismiss={() => setOutcome('')}>{outcome}</Outcome>}
    </>
  );
  return { actionsOf, use, save, remove: setRemoving, shown };
}

interface LeftOutCardProps {
  readonly settings: ConnectionSettings;
  readonly menu: ReactNode;
  readonly onUse: (() => void) | null;
}

/** A connection that is not used in this browser. */
function LeftOutCard({ settings: { id, name, protocol }, menu, onUse }: LeftOutCardProps) {
  return (
    <li className={styles.leftOut} data-connection={id} data-status="disabled" aria-label={name}>
      <div className={styles.heading}>
        <h2>{name}</h2>
        <span className={styles.since}>
          <IconPlugConnectedX size={18} aria-hidden="true" /> {t('left out')}
        </span>
        <span className={styles.menu}>{menu}</span>
      </div>
      <p className={styles.address}>
        {protocol} · {t('not used in this browser')}
      </p>
      {onUse && (
        <button type="button" className={controls.button} onClick={onUse}>
          {t('Use it again')}
        </button>
      )}
    </li>
  );
}

/** The connection that has just been added, as whoever led here says. */
function addedIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('added' in state)) return null;
  return typeof state.added === 'string' ? state.added : null;
}

/** Every connection: how it is, why, and what to do about it. */
export function ConnectionsPage() {
  const connections = useConnections();
  const added = addedIn(useLocation().state);
  const own = useOwn();
  const { recordings } = useRecordings();
  const mayChange = useSession((s) => s.person.role !== 'viewer');
  const { actionsOf, use, save, remove, shown } = useConnectionActions(own);
  const all = allConnections(own);
  // Until the engine has let go of it, what it says of a connection is what is true.
  const leftOut = all.filter(
    ({ id }) => own.disabled.includes(id) && !connections.some((one) => one.id === id),
  );
  const menuOf = (id: ConnectionId) => {
    const settings = all.find((one) => one.id === id);
    return mayChange && settings ? (
      <ActionMenu label={t('Actions for {name}', { name: settings.name })} actions={actionsOf(settings)} />
    ) : null;
  };
  return (
    <div className={`${page.page} ${page.wide}`}>
      <h1>{t('Connections')}</h1>
      <NetworkLine />
      {connections.length === 0 && leftOut.length === 0 && (
        <p>
          {rich(
            'No connection is configured. Add one for this browser here, or name your back ends under {key} in {file} for everybody.',
            { key: <code>connections</code>, file: <code>config.json</code> },
          )}
        </p>
      )}
      {added !== null && <Arrived connection={added} />}
      <div className={styles.actions}>
        {mayChange && (
          <>
            <Link className={controls.primary} to="/connections/new">
              <IconPlus size={18} aria-hidden="true" /> {t('Add a connection')}
            </Link>
            <button type="button" className={styles.button} onClick={() => void save()}>
              <IconFileExport size={18} aria-hidden="true" /> {t('Export config.json')}
            </button>
          </>
        )}
        <ReplayPicker />
      </div>
      <UnsavedRecordings
        recordings={recordings.filter((one) => !connections.some(({ id }) => id === one.connection))}
      />
      <ul className={styles.list} aria-label={t('Connections')}>
        {connections.map((one) => (
          <ConnectionCard
            key={one.id}
            connection={one}
            recording={recordings.find((recording) => recording.connection === one.id)}
            menu={menuOf(one.id)}
          />
        ))}
        {leftOut.map((one) => (
          <LeftOutCard
            key={one.id}
            settings={one}
            menu={menuOf(one.id)}
            onUse={mayChange ? () => void use(one, true) : null}
          />
        ))}
        {wrongConnections(own).map((one) => (
          <WrongCard
            key={`wrong ${one.id}`}
            connection={one}
            onRemove={mayChange ? () => remove(one) : null}
          />
        ))}
      </ul>
      {shown}
    </div>
  );
}
