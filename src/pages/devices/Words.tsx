import { useNow } from '../../live/index.ts';
import type { ReportedState } from '../../model/catalogue.ts';
import { LEFT_OUT, redactedText } from '../../model/redacted-text.ts';
import { isSecretName } from '../../model/secret-name.ts';
import { formatAge } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import styles from './devices.module.css';

/** What a device says may be anything, and everybody who sees the page reads it. */
function shown({ property, value }: ReportedState): string {
  if (value === null) return t('unknown');
  return isSecretName(property) ? LEFT_OUT : redactedText(String(value));
}

/** What a device says in words, each with its age. A word holds until another one is said: only a broken link makes it stale. */
export function Words({ states }: { readonly states: readonly ReportedState[] }) {
  const now = useNow();
  return (
    <table className={styles.quantities}>
      <tbody>
        {states.map((state) => {
          const { property, value, at } = state;
          const isStale = state.stale || value === null;
          const age = formatAge(Math.max(0, now - at));
          return (
            <tr key={property} data-quantity={property} {...(isStale && { 'data-stale': 'true' })}>
              <th scope="row">{property}</th>
              <td className={`${styles.value} ${styles.word}`}>{shown(state)}</td>
              <td className={styles.age}>{t(isStale ? '{age} ago, stale' : '{age} ago', { age })}</td>
              <td className={styles.add} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
