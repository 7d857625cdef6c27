import { type AlarmState, PRIORITIES } from '../../model/alarm.ts';
import { Choice } from '../../ui/Choice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { type PlainText, t } from '../../ui/text.ts';
import styles from './alarms.module.css';
import type { AlarmFilter } from './list.ts';
import { PRIORITY_WORDS, STATE_WORDS } from './words.ts';

const SHOWN: readonly AlarmState[] = ['unacknowledged', 'returned', 'acknowledged', 'shelved', 'suppressed'];
const STATES: readonly { readonly value: Exclude<AlarmFilter['state'], ''>; readonly word: PlainText }[] = [
  { value: 'open', word: 'all unacknowledged' },
  ...SHOWN.map((value) => ({
    value,
    word: value === 'unacknowledged' ? 'active, unacknowledged' : STATE_WORDS[value],
  })),
];

interface FiltersProps {
  readonly filter: AlarmFilter;
  readonly onChange: (filter: AlarmFilter) => void;
}

/** Which alarms are to be shown. */
export function Filters({ filter, onChange }: FiltersProps) {
  return (
    <search className={styles.filters} aria-label={t('Alarms')}>
      <SearchField label={t('Find')} value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      <Choice
        label={t('State')}
        any={t('All states')}
        value={filter.state}
        options={STATES.map(({ value, word }) => ({ value, word: t(word) }))}
        onChange={(chosen) =>
          onChange({ ...filter, state: STATES.find(({ value }) => value === chosen)?.value ?? '' })
        }
      />
      <Choice
        label={t('Priority')}
        any={t('All priorities')}
        value={filter.priority}
        options={PRIORITIES.map((value) => ({ value, word: t(PRIORITY_WORDS[value]) }))}
        onChange={(chosen) =>
          onChange({ ...filter, priority: PRIORITIES.find((one) => one === chosen) ?? '' })
        }
      />
    </search>
  );
}
