import { useSession } from '../../../session/index.ts';
import { rich } from '../../../ui/rich.tsx';
import { Link, useParams, useQuery } from '../../../ui/router/index.ts';
import { t } from '../../../ui/text.ts';
import page from '../../page.module.css';
import { allConnections, useOwn } from '../own.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import { draftOf, withoutUnknownKeys } from './draft.ts';

/** Adds a connection to this browser, or changes one that it has. */
export default function EditorPage() {
  const { connection } = useParams();
  const [query] = useQuery();
  const role = useSession((s) => s.person.role);
  const own = useOwn();
  const from = connection ?? query.get('from');
  const raw = own.connections.find((one) => one.id === from);
  const settings = allConnections(own).find((one) => one.id === from);
  if (role === 'viewer') {
    return (
      <div className={page.page}>
        <h1>{t('Connections')}</h1>
        <p>
          {t(
            'Adding and changing connections needs the role technician. Ask for it, or sign in as somebody else.',
          )}
        </p>
      </div>
    );
  }
  if (from !== null && !raw && (connection !== undefined || !settings)) {
    return (
      <div className={page.page}>
        <h1>{t('Connections')}</h1>
        <p>
          {rich('This browser has no connection of this name to change. {link}.', {
            link: <Link to="/connections">{t('Look at them all')}</Link>,
          })}
        </p>
      </div>
    );
  }
  const before = raw ?? (settings ? draftOf(settings) : null);
  const { draft, removed } = before ? withoutUnknownKeys(before) : { draft: null, removed: [] };
  return (
    <ConnectionForm key={from ?? ''} before={draft} removed={removed} isEdit={connection !== undefined} />
  );
}
