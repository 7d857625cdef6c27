import { useEffect, useState } from 'react';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import type { ReadDocument } from '../../dashboards/document.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { withFreshId } from '../../dashboards/transfer/fresh-id.ts';
import { fromFragment } from '../../dashboards/transfer/link.ts';
import { OrdersWithheld } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import controls from '../../ui/controls.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { Link, useLocation, useNavigate } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { useDashboardActions } from './actions.tsx';
import styles from './dashboards.module.css';
import { ownAddress } from './deeds.ts';

/**
 * A dashboard that came with a link. It may be anybody's: a switch in it need not be what its title says. So nothing is kept and nothing
 * is switched before the person says that it is wanted.
 */
function Guest({ document }: { readonly document: DashboardDocument }) {
  const owner = useSession((s) => s.person.subject);
  const navigate = useNavigate();
  const { search } = useLocation();
  const { perform, shown } = useDashboardActions(owner, () => null);
  const keep = () =>
    perform(async (store) => {
      const kept = withFreshId(document);
      await store.put(kept, 0);
      navigate(ownAddress(kept, search), { replace: true });
      return null;
    });
  return (
    <>
      <div className={styles.banner}>
        <Notice
          title={t('This dashboard came with a link.')}
          action={
            <button type="button" className={controls.primary} onClick={() => void keep()}>
              {t('Keep it')}
            </button>
          }
        >
          <p>
            {t(
              'It is not saved, and nothing can be switched with it. Keep it if you know who sent it: then it is one of yours, and its controls work.',
            )}
          </p>
        </Notice>
      </div>
      <OrdersWithheld value={t('This dashboard came with a link. Keep it to switch with it.')}>
        <DashboardView document={document} />
      </OrdersWithheld>
      {shown}
    </>
  );
}

/** Whatever dashboard the address carries in its fragment. */
export function LinkedDashboard() {
  const { hash } = useLocation();
  const [read, setRead] = useState<ReadDocument | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setRead(null);
    fromFragment(hash).then((next) => isCurrent && setRead(next));
    return () => {
      isCurrent = false;
    };
  }, [hash]);
  if (!read) return null;
  if (read.ok) return <Guest key={hash} document={read.document} />;
  const [first = ''] = read.problems;
  const wrong = t(
    'The link carries a dashboard that is not in order. Ask whoever sent it for another, or for a file.',
  );
  return (
    <Failure reason={read.isWhole ? first : wrong} problems={read.isWhole ? [] : read.problems}>
      <Link to="/dashboards">{t('All dashboards')}</Link>
    </Failure>
  );
}
