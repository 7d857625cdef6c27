import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { Failure } from '../../dashboards/Failure.tsx';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { useSession } from '../../session/index.ts';
import { DashboardMenu } from './DashboardMenu.tsx';
import styles from './dashboards.module.css';
import { listOf } from './list.ts';

const ELSEWHERE =
  'You have no dashboard of this address in this browser. It may have been deleted, or be kept in another browser: there it can be exported to a file, or sent as a link.';

/** One of the person's own dashboards. */
export function OwnDashboard() {
  const { id } = useParams();
  const owner = useSession((s) => s.person.subject);
  const own = useOwnDashboards(owner);
  if (!own) return null;
  const [listed] = listOf(
    [],
    own.dashboards.filter((one) => one.id === id),
  );
  const list = <Link to="/dashboards">All dashboards</Link>;
  if (!listed) return <Failure reason={own.problem || ELSEWHERE}>{list}</Failure>;
  const { document, problems } = listed;
  if (!document) {
    return (
      <Failure reason="It is kept as it is, and can be exported from the list." problems={problems}>
        {list}
      </Failure>
    );
  }
  return (
    <DashboardView
      key={id}
      document={document}
      actions={
        <>
          <Link className={styles.edit} to="edit">
            <IconPencil size={16} aria-hidden="true" /> Edit
          </Link>
          <DashboardMenu document={document} source="own" />
        </>
      }
    />
  );
}
