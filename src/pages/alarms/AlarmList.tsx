import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { actOnAlarms, useAlarmPermission, useAlarms, useConnections } from '../../live/index.ts';
import type { AlarmAction, AlarmFacts } from '../../model/alarm.ts';
import { awaitsAcknowledgement } from '../../model/alarm.ts';
import controls from '../../ui/controls.module.css';
import { formatCount } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { said as inLanguage } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import { AlarmTable } from './AlarmTable.tsx';
import styles from './alarms.module.css';
import { Filters } from './Filters.tsx';
import { ANY, acknowledging, fitting, openCounts, ordered } from './list.ts';

/** Rows drawn at first; more on demand, so that a thousand alarms at once do not become a thousand rows. */
const PAGE_SIZE = 100;

/** All alarms that are not normal, and what can be done about them. */
export function AlarmList({ facts }: { readonly facts: AlarmFacts | null }) {
  const alarms = useDeferredValue(useAlarms());
  const connections = useConnections();
  const permission = useAlarmPermission(facts?.role);
  const [filter, setFilter] = useState(ANY);
  const [most, setMost] = useState(PAGE_SIZE);
  const [said, setSaid] = useState('');
  const [isHeld, setHeld] = useState(false);
  const shown = useRef<readonly string[]>([]);
  const wanted = useDeferredValue(filter);
  const nameOf = useCallback(
    (id: string) => connections.find((one) => one.id === id)?.name ?? id,
    [connections],
  );
  const found = useMemo(() => {
    const all = ordered(fitting(alarms.values(), wanted, nameOf), isHeld ? shown.current : null, most);
    shown.current = all.map(({ id }) => id);
    return all;
  }, [alarms, wanted, nameOf, isHeld, most]);
  const open = found.filter(({ state }) => awaitsAcknowledgement(state));
  const { worst, all } = openCounts(alarms.values());

  const act = useCallback(async (action: AlarmAction) => {
    try {
      const { refusal } = await actOnAlarms(action);
      setSaid(inLanguage(refusal));
    } catch {
      setSaid(t('The data engine did not answer. Reload the page, then try again.'));
    }
  }, []);

  return (
    <>
      <Filters
        filter={filter}
        onChange={(next) => {
          setFilter(next);
          setMost(PAGE_SIZE);
        }}
      />
      <div className={styles.summary}>
        <button
          type="button"
          className={controls.button}
          aria-disabled={!permission.allowed || open.length === 0}
          title={permission.allowed ? undefined : inLanguage(permission.why)}
          onClick={() => {
            if (!permission.allowed) setSaid(inLanguage(permission.why));
            else if (open.length > 0) void act(acknowledging(open));
          }}
        >
          {open.length > 0
            ? t('Acknowledge all {n} listed', { n: formatCount(open.length) })
            : t('Acknowledge all')}
        </button>
        <p className={page.quiet} aria-live="polite">
          {found.length === alarms.size
            ? t(
                '{n, plural, one {# alarm} other {# alarms}}, {open, plural, one {# unacknowledged} other {# unacknowledged}}',
                { n: alarms.size, open: all },
              )
            : t('{found} of {n} alarms', {
                found: formatCount(found.length),
                n: formatCount(alarms.size),
              })}
        </p>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {alarms.size === 0 && <Quiet rules={facts?.rules} />}
      {alarms.size > 0 && found.length === 0 && <p>{t('No alarm fits these filters.')}</p>}
      {found.length > 0 && (
        <AlarmTable
          alarms={found.slice(0, most)}
          worst={worst}
          nameOf={nameOf}
          permission={permission}
          onAct={act}
          onHold={setHeld}
        />
      )}
      <ShowMore
        left={found.length - most}
        step={PAGE_SIZE}
        onMore={() => setMost((last) => last + PAGE_SIZE)}
      />
    </>
  );
}

function Quiet({ rules }: { readonly rules: number | undefined }) {
  if (rules === undefined) return null;
  if (rules === 0) {
    return (
      <p>
        {rich('Nothing is watched yet. Put rules under {key} in {file}; {guide} shows how.', {
          key: <code>alarms</code>,
          file: <code>config.json</code>,
          guide: <code>docs/alarms.md</code>,
        })}
      </p>
    );
  }
  return <p>{t('All is well. {n, plural, one {# rule is} other {# rules are}} watched.', { n: rules })}</p>;
}
