import { useEffect, useMemo, useState } from 'react';
import { draftsOf, type FoundDrafts, findDrafts } from '../../dashboards/editor/drafts.ts';
import type { StoredDashboard } from '../../dashboards/store/store.ts';
import { saveFile } from '../../dashboards/transfer/export-file.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import controls from '../../ui/controls.module.css';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import { titleIn } from './list.ts';
import { unsavedOf } from './unsaved.ts';

interface UnsavedNewProps {
  /** See `dashboardsOf`. */
  readonly owner: string;
  /** Those that are saved. */
  readonly own: readonly StoredDashboard[];
}

/**
 * A new dashboard that was never saved stands in no list, nor does one that was deleted while somebody was changing it: whoever lost it to a
 * crash looks for it here. So does whoever has drafts that this page cannot read.
 */
export function UnsavedNew({ owner, own }: UnsavedNewProps) {
  const [found, setFound] = useState<FoundDrafts | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void findDrafts(owner).then((next) => isCurrent && setFound(next));
    return () => {
      isCurrent = false;
    };
  }, [owner]);
  const ids = useMemo(() => new Set(own.map(({ id }) => id)), [own]);
  if (!found) return null;
  const discard = (name: string) => {
    void draftsOf(owner).then((drafts) => drafts.forget(name));
    setFound({ ...found, unreadable: found.unreadable.filter((one) => one.name !== name) });
  };
  return (
    <>
      {unsavedOf(found.left, ids).map(({ title, wasSaved, address }) => {
        const link = <Link to={address}>{t('Go on with it')}</Link>;
        return (
          <p key={address} className={page.quiet}>
            {wasSaved
              ? rich('“{title}” was deleted; a draft of it is kept in this browser. {link}.', { title, link })
              : rich('“{title}” was never saved; a draft of it is kept in this browser. {link}.', {
                  title,
                  link,
                })}
          </p>
        );
      })}
      {found.unreadable.map(({ name, content }) => {
        const title = titleIn(content) ?? t('Dashboard');
        return (
          <p key={name} className={page.quiet}>
            {t(
              'A draft of “{title}” is kept in this browser, and this page cannot read it: mostly it is of a newer Signalbox. Reload the page; if it stays, export the draft.',
              { title },
            )}{' '}
            <button
              type="button"
              className={controls.small}
              onClick={() => saveFile(title, withoutSecrets(content, '', []))}
            >
              {t('Export as a file')}
            </button>{' '}
            <button type="button" className={controls.small} onClick={() => discard(name)}>
              {t('Discard')}
            </button>
          </p>
        );
      })}
    </>
  );
}
