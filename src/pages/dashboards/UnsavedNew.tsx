import { useEffect, useState } from 'react';
import { findDrafts } from '../../dashboards/editor/drafts.ts';
import { rich } from '../../ui/rich.tsx';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';

/** A new dashboard that was never saved stands in no list: whoever lost it to a crash looks for it here. @param owner see `dashboardsOf` */
export function UnsavedNew({ owner }: { readonly owner: string }) {
  const [title, setTitle] = useState('');
  useEffect(() => {
    let isCurrent = true;
    void findDrafts(owner).then(({ left }) => {
      const draft = left.find(({ basedOn }) => basedOn === 0);
      if (isCurrent) setTitle(draft?.document.metadata.title ?? '');
    });
    return () => {
      isCurrent = false;
    };
  }, [owner]);
  if (title === '') return null;
  return (
    <p className={page.quiet}>
      {rich('“{title}” was never saved; a draft of it is kept in this browser. {link}.', {
        title,
        link: <Link to="/dashboards/new">{t('Go on with it')}</Link>,
      })}
    </p>
  );
}
