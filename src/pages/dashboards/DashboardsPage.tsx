import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useArriving } from '../../dashboards/deployment.ts';
import { shownAddress } from '../../dashboards/load.ts';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { useSession } from '../../session/index.ts';
import { Choice } from '../../ui/Choice.tsx';
import controls from '../../ui/controls.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import page from '../page.module.css';
import { useDashboardActions } from './actions.tsx';
import { DashboardTable } from './DashboardTable.tsx';
import styles from './dashboards.module.css';
import { ImportButton } from './ImportButton.tsx';
import { ANY, addressOf, fitting, listOf, tagsOf } from './list.ts';
import { UnsavedNew } from './UnsavedNew.tsx';

const SOURCES = [
  { value: 'own', word: 'Yours' },
  { value: 'deployment', word: 'Deployment' },
] as const satisfies readonly { value: string; word: PlainText }[];

const asItIs = (value: string) => ({ value, word: value });

/** Every dashboard there is for a person: the deployment's and their own. @param sources addresses of the deployment's */
export function DashboardsPage({ sources }: { readonly sources: readonly string[] }) {
  const owner = useSession((s) => s.person.subject);
  const { dashboards: deployment, awaited } = useArriving(sources);
  const own = useOwnDashboards(owner);
  const [filter, setFilter] = useState(ANY);
  const { actionsOf, perform, shown } = useDashboardActions(owner, ({ metadata }) => ({
    text: t('“{title}” is one of yours now.', { title: metadata.title }),
    action: (
      <Link className={styles.open} to={addressOf('own', metadata.id)}>
        {t('Open')}
      </Link>
    ),
  }));
  const list = useMemo(() => listOf(deployment, own?.dashboards ?? []), [deployment, own]);
  const found = fitting(list, filter);
  const isKnown = awaited.length === 0 && own !== null;
  return (
    <div className={page.page}>
      <div className={styles.heading}>
        <h1>{t('Dashboards')}</h1>
        <ImportButton perform={perform} />
        <Link className={styles.new} to="/dashboards/new">
          <IconPlus size={16} aria-hidden="true" /> {t('New dashboard')}
        </Link>
      </div>
      {own && own.problem === '' && <UnsavedNew owner={owner} own={own.dashboards} />}
      {own && own.problem !== '' && (
        <Notice
          title={said(own.problem)}
          action={
            <button type="button" className={controls.button} onClick={own.again}>
              {t('Try again')}
            </button>
          }
        />
      )}
      {own && !own.store.isLasting && (
        <Notice
          title={t(
            'This browser keeps nothing for this page: dashboards of yours last until it is closed. Export those you need.',
          )}
        />
      )}
      <search className={styles.filters} aria-label={t('Dashboards')}>
        <SearchField
          label={t('Find')}
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <Choice
          label={t('Tag')}
          any={t('All tags')}
          value={filter.tag}
          options={tagsOf(list).map(asItIs)}
          onChange={(tag) => setFilter({ ...filter, tag })}
        />
        <Choice
          label={t('Source')}
          any={t('All sources')}
          value={filter.source}
          options={SOURCES.map(({ value, word }) => ({ value, word: t(word) }))}
          onChange={(chosen) =>
            setFilter({ ...filter, source: SOURCES.find(({ value }) => value === chosen)?.value ?? '' })
          }
        />
      </search>
      {awaited.length > 0 && (
        <p className={page.quiet}>
          {t('Still to come: {files}.', { files: awaited.map(shownAddress).join(', ') })}
        </p>
      )}
      {isKnown && (
        <p className={page.quiet} aria-live="polite">
          {found.length === list.length
            ? t('{count, plural, one {# dashboard} other {# dashboards}}', { count: list.length })
            : t('{shown} of {all} dashboards', { shown: found.length, all: list.length })}
        </p>
      )}
      {isKnown && list.length === 0 && (
        <p>
          {rich(
            'There is no dashboard yet. Make a new one, import one from a file, or name the deployment’s under {key} in {file}.',
            {
              key: <code>dashboards</code>,
              file: <code>config.json</code>,
            },
          )}
        </p>
      )}
      {isKnown && list.length > 0 && found.length === 0 && <p>{t('No dashboard fits these filters.')}</p>}
      {found.length > 0 && <DashboardTable dashboards={found} actionsOf={actionsOf} />}
      {shown}
    </div>
  );
}
