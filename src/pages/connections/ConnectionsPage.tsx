import { IconFileExport, IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
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
import { Arrived } from '../first-steps/Arrived.tsx';
import page from '../page.module.css';
import { ReplayPicker } from '../recording/ReplayPicker.tsx';
import { useRecordings } from '../recording/use-recordings.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import styles from './connections.module.css';
import { exportedConfig } from './export.ts';
import { allConnections, removeConnection, setConnectionUsed, useOwn } from './own.ts';

interface RemoveDialogProps {
  readonly name: string;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog title={`Remove ${name}?`} onClose={onClose}>
      <div className={dialog.form}>
        <p>
          Its settings and the readings that this browser keeps of it are deleted. Dashboards that show it
          keep their tiles, which then say that nothing has been heard. To have it stand still instead, leave
          it out.
        </p>
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            Keep it
          </button>
          <button type="button" className={controls.primary} onClick={onRemove}>
            Remove
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Everything that can be done with connections, and what that shows. */
function useConnectionActions(own: OwnConnections) {
  const navigate = useNavigate();
  const [removing, setRemoving] = useState<ConnectionSettings | null>(null);
  const [said, setSaid] = useState('');
  const perform = async (act: () => Promise<string>) => {
    try {
      setSaid(await act());
    } catch (error) {
      setSaid(error instanceof Error ? error.message : 'It could not be done. Try again.');
    }
  };
  const isOwn = (id: ConnectionId) => own.connections.some((one) => one.id === id);
  const use = (settings: ConnectionSettings, isUsed: boolean) =>
    perform(async () => {
      await setConnectionUsed(settings.id, isUsed);
      return isUsed
        ? `${settings.name} is used again.`
        : `${settings.name} is left out in this browser. What is kept of its readings stays.`;
    });
  const actionsOf = (settings: ConnectionSettings): readonly Action[] => {
    const { id } = settings;
    const path = `/connections/${encodeURIComponent(id)}/edit`;
    return [
      ...(isOwn(id) ? [{ label: 'Change', run: () => void navigate(path) }] : []),
      {
        label: 'Duplicate',
        run: () => void navigate(`/connections/new?from=${encodeURIComponent(id)}`),
      },
      {
        label: 'Make me a dashboard',
        run: () => void navigate('/dashboards/new', { state: { make: id } }),
      },
      ...(own.disabled.includes(id)
        ? []
        : [{ label: 'Leave out in this browser', run: () => void use(settings, false) }]),
      ...(isOwn(id) ? [{ label: 'Remove…', run: () => setRemoving(settings) }] : []),
    ];
  };
  const save = () =>
    perform(async () => {
      download('config.json', new Blob([await exportedConfig(own)], { type: 'application/json' }));
      return 'config.json is saved, without secrets: where there were some, the page asks for them. Put it beside index.html.';
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
              return `${name} is removed.`;
            });
          }}
        />
      )}
      {said !== '' && <Outcome onDismiss={() => setSaid('')}>{said}</Outcome>}
    </>
  );
  return { actionsOf, use, save, shown };
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
          <IconPlugConnectedX size={18} aria-hidden="true" /> left out
        </span>
        <span className={styles.menu}>{menu}</span>
      </div>
      <p className={styles.address}>{protocol} · not used in this browser</p>
      {onUse && (
        <button type="button" className={controls.button} onClick={onUse}>
          Use it again
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
  const { actionsOf, use, save, shown } = useConnectionActions(own);
  const all = allConnections(own);
  const leftOut = all.filter((one) => own.disabled.includes(one.id));
  const menuOf = (id: ConnectionId) => {
    const settings = all.find((one) => one.id === id);
    return mayChange && settings ? (
      <ActionMenu label={`Actions for ${settings.name}`} actions={actionsOf(settings)} />
    ) : null;
  };
  return (
    <div className={page.page}>
      <h1>Connections</h1>
      {connections.length === 0 && leftOut.length === 0 && (
        <p>
          No connection is configured. Add one for this browser here, or name your back ends under{' '}
          <code>connections</code> in <code>config.json</code> for everybody.
        </p>
      )}
      {added !== null && <Arrived connection={added} />}
      <div className={styles.actions}>
        {mayChange && (
          <>
            <Link className={controls.primary} to="/connections/new">
              <IconPlus size={18} aria-hidden="true" /> Add a connection
            </Link>
            <button type="button" className={styles.button} onClick={() => void save()}>
              <IconFileExport size={18} aria-hidden="true" /> Export config.json
            </button>
          </>
        )}
        <ReplayPicker />
      </div>
      <ul className={styles.list} aria-label="Connections">
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
      </ul>
      {shown}
    </div>
  );
}
