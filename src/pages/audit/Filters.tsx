import type { AuditEntry } from '../../model/audit.ts';
import { Choice } from '../../ui/Choice.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './audit.module.css';
import { type AuditFilter, choices } from './filter.ts';
import { OUTCOME_WORDS, OUTCOMES } from './life.ts';

interface FiltersProps {
  readonly entries: readonly AuditEntry[];
  readonly filter: AuditFilter;
  readonly nameOf: (connection: string) => string;
  readonly onChange: (filter: AuditFilter) => void;
}

const asItIs = (value: string) => ({ value, word: value });

/** What of the audit is to be shown. Only what occurs in it can be chosen. */
export function Filters({ entries, filter, nameOf, onChange }: FiltersProps) {
  const { connections, devices, people } = choices(entries);
  return (
    <search className={styles.filters} aria-label={t('Commands')}>
      <SearchField label={t('Find')} value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      <Choice
        label={t('Connection')}
        any={t('All connections')}
        value={filter.connection}
        options={connections.map((value) => ({ value, word: nameOf(value) }))}
        onChange={(connection) => onChange({ ...filter, connection })}
      />
      <Choice
        label={t('Device')}
        any={t('All devices')}
        value={filter.device}
        options={devices.map(asItIs)}
        onChange={(device) => onChange({ ...filter, device })}
      />
      <Choice
        label={t('Person')}
        any={t('Everybody')}
        value={filter.person}
        options={people.map((value) => ({ value, word: said(value) }))}
        onChange={(person) => onChange({ ...filter, person })}
      />
      <Choice
        label={t('Outcome')}
        any={t('All outcomes')}
        value={filter.outcome}
        options={OUTCOMES.map((value) => ({ value, word: t(OUTCOME_WORDS[value]) }))}
        onChange={(chosen) => onChange({ ...filter, outcome: OUTCOMES.find((one) => one === chosen) ?? '' })}
      />
    </search>
  );
}
