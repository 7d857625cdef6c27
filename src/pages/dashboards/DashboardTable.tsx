import { type Action, ActionMenu } from '../../ui/ActionMenu.tsx';
import { timeFormat } from '../../ui/locale.ts';
import { Link } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import styles from './dashboards.module.css';
import { addressOf, type Listed } from './list.ts';

const SOURCE_WORDS = { deployment: 'Deployment', own: 'Yours' } as const satisfies Record<string, PlainText>;

interface DashboardTableProps {
  readonly dashboards: readonly Listed[];
  readonly actionsOf: (listed: Listed) => readonly Action[];
}

function Row({ listed, actions }: { readonly listed: Listed; readonly actions: readonly Action[] }) {
  const { title, tags, source, changedAt, document, problems } = listed;
  return (
    <tr className={styles.row} data-source={source}>
      <th scope="row" className={styles.title}>
        {document ? <Link to={addressOf(source, document.metadata.id)}>{title}</Link> : title}
        {problems.length > 0 && (
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={problem}>{said(problem)}</li>
            ))}
          </ul>
        )}
      </th>
      <td className={styles.tags}>
        {tags.map((tag) => (
          <span key={tag} className={styles.tag}>
            {tag}
          </span>
        ))}
      </td>
      <td className={styles.source}>{t(SOURCE_WORDS[source])}</td>
      <td className={styles.changed}>
        {changedAt === null ? (
          '–'
        ) : (
          <time dateTime={new Date(changedAt).toISOString()}>{timeFormat('moment').format(changedAt)}</time>
        )}
      </td>
      <td className={styles.menu}>
        {actions.length > 0 && <ActionMenu label={t('Actions of {title}', { title })} actions={actions} />}
      </td>
    </tr>
  );
}

/** Dashboards, one a line. */
export function DashboardTable({ dashboards, actionsOf }: DashboardTableProps) {
  return (
    <table className={styles.table} aria-label={t('Dashboards')}>
      <thead>
        <tr>
          <th scope="col">{t('Title')}</th>
          <th scope="col">{t('Tags')}</th>
          <th scope="col">{t('Source')}</th>
          <th scope="col">{t('Last change')}</th>
          <th scope="col">
            <span className={styles.unseen}>{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {dashboards.map((one) => (
          <Row key={one.key} listed={one} actions={actionsOf(one)} />
        ))}
      </tbody>
    </table>
  );
}
