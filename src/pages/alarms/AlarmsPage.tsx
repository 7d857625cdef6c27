import { useEffect, useState } from 'react';
import { alarmFacts } from '../../live/index.ts';
import type { AlarmFacts } from '../../model/alarm.ts';
import { useSession } from '../../session/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useQuery } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import { AlarmList } from './AlarmList.tsx';
import { Announcements } from './Announcements.tsx';
import styles from './alarms.module.css';
import { followFacts } from './follow-facts.ts';
import { Journal } from './Journal.tsx';

const VIEWS = [
  { id: 'now', word: 'Now' },
  { id: 'journal', word: 'Journal' },
] as const;

/** What is wrong in the plant, what people have done about it, and what was. */
export default function AlarmsPage() {
  const status = useSession((s) => s.status);
  const [search, setSearch] = useQuery();
  const [facts, setFacts] = useState<AlarmFacts | null>(null);
  const view = search.get('view') === 'journal' ? 'journal' : 'now';
  useEffect(() => followFacts(alarmFacts, setFacts), []);
  return (
    <div className={`${page.page} ${page.wide}`}>
      <h1>{t('Alarms')}</h1>
      {status === 'expired' ? (
        <p>{t('The session has ended. Sign in again to see the alarms.')}</p>
      ) : (
        <>
          <div className={styles.head}>
            <fieldset className={styles.views}>
              <legend className={styles.caption}>{t('What to show')}</legend>
              {VIEWS.map(({ id, word }) => (
                <button
                  key={id}
                  type="button"
                  className={styles.view}
                  aria-pressed={view === id}
                  onClick={() =>
                    setSearch(() => new URLSearchParams(id === 'now' ? {} : { view: id }), { replace: true })
                  }
                >
                  {t(word)}
                </button>
              ))}
            </fieldset>
            <Announcements />
          </div>
          {facts && facts.problem !== '' && <Notice title={said(facts.problem)} />}
          {view === 'journal' ? <Journal limits={facts?.journal ?? null} /> : <AlarmList facts={facts} />}
        </>
      )}
    </div>
  );
}
