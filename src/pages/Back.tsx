import { Link } from '../ui/router/index.ts';
import styles from './Back.module.css';

interface BackProps {
  readonly to: string;
  /** The list's name. */
  readonly children: string;
}

/** Above a page's heading: the way to the list that it belongs to. */
export function Back({ to, children }: BackProps) {
  return (
    <p className={styles.back}>
      <Link to={to}>{children}</Link>
    </p>
  );
}
