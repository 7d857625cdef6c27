import { Link } from 'react-router';
import styles from './page.module.css';

/** An address that is none of ours. */
export default function NotFound() {
  return (
    <div className={styles.page}>
      <h1>There is no such page</h1>
      <p>The address may be mistyped, or what it pointed to is gone.</p>
      <p>
        <Link to="/">Go to the overview</Link>
      </p>
    </div>
  );
}
