import { Link } from 'react-router';
import { useConnections } from '../live/index.ts';
import styles from './page.module.css';

/** The overview of a deployment that names no dashboard. */
export default function EmptyPage() {
  const connections = useConnections();
  return (
    <div className={styles.page}>
      <h1>Nothing to show yet</h1>
      {connections.length === 0 ? (
        <p>
          This deployment has no connections. Name your back ends under <code>connections</code> in{' '}
          <code>config.json</code> beside the page, then reload; <code>config.schema.json</code> describes
          every field.
        </p>
      ) : (
        <p>
          This deployment names no dashboard. <Link to="/devices">The devices</Link> that were found are there
          all the same.
        </p>
      )}
    </div>
  );
}
