import { type FormEvent, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { setup } from '../../../config/index.ts';
import { connectable } from '../../../config/own.ts';
import controls from '../../../ui/controls.module.css';
import { LeaveDialog } from '../../../ui/LeaveDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Link, useNavigate } from '../../../ui/router/index.ts';
import { useLeaveGuard } from '../../../ui/router/leave-guard.ts';
import { said } from '../../../ui/said.ts';
import { t, write } from '../../../ui/text.ts';
import { Back } from '../../Back.tsx';
import page from '../../page.module.css';
import { saveConnection, useOwn } from '../own.ts';
import { CredentialsFields } from './CredentialsFields.tsx';
import { checkDraft, type Draft, idOf, problemWithin } from './draft.ts';
import styles from './editor.module.css';
import { FieldFrame } from './FieldFrame.tsx';
import { fieldsOf } from './fields.ts';
import { ADDRESSES, TRANSPORT_NAMES } from './labels.ts';
import { Members } from './SchemaField.tsx';
import { TestPanel } from './TestPanel.tsx';
import type { Trial } from './watch-test.ts';

const EMPTY: Draft = { protocol: 'json', credentials: { kind: 'none' } };

/** What all protocols have; the others' own fields would be unknown keys to the next one. */
const SHARED = [
  'id',
  'name',
  'url',
  'credentials',
  'staleAfterSeconds',
  'silenceSeconds',
  'commandRole',
  'history',
  'rooms',
];

function recordOf(value: unknown): Draft {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface ConnectionFormProps {
  /** What is changed or duplicated; null for a new one. */
  readonly before: Draft | null;
  /** What stood in it and means nothing, as paths. */
  readonly removed: readonly string[];
  readonly isEdit: boolean;
}

/** A connection's fields, their test, and saving them. */
export function ConnectionForm({ before, removed, isEdit }: ConnectionFormProps) {
  const own = useOwn();
  const navigate = useNavigate();
  const taken = useMemo(
    () =>
      [...setup().configured, ...own.connections.filter(({ id }) => !isEdit || id !== before?.id)].map(
        ({ id }) => String(id),
      ),
    [own, isEdit, before],
  );
  const [draft, setDraft] = useState<Draft>(() => {
    if (before === null) return EMPTY;
    if (isEdit) return before;
    const name = t('{name} copy', { name: textOf(before.name ?? before.id) });
    return { ...before, name, id: idOf(name, taken) };
  });
  const [opened] = useState(() => JSON.stringify(before));
  const [isSaving, setSaving] = useState(false);
  // Two tabs may have the same form open.
  const isOutdated = isEdit && !isSaving && JSON.stringify(before) !== opened;
  const [hasOwnId, setHasOwnId] = useState(isEdit);
  const [typed, setTyped] = useState({ username: '', password: '' });
  const [areShown, setAreShown] = useState(false);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState('');
  const [begun] = useState(() => JSON.stringify(draft));
  const guard = useLeaveGuard(JSON.stringify(draft) !== begun || typed.password !== '');
  const protocol = textOf(draft.protocol);
  const fields = useMemo(() => fieldsOf(protocol), [protocol]);
  const checked = useMemo(() => checkDraft(draft, taken), [draft, taken]);
  const problems = areShown ? checked.problems : new Map<string, string>();
  const credentials = recordOf(draft.credentials);
  const given = credentials.kind === 'ask' && typed.password !== '' ? typed : null;
  const transports = connectable.find((one) => one.id === protocol)?.transports ?? [];
  const address = ADDRESSES[protocol];
  const set = (changes: Draft) => {
    const next = Object.entries({ ...draft, ...changes });
    setDraft(Object.fromEntries(next.filter(([, value]) => value !== undefined)));
  };
  const rename = (name: string) =>
    set({ name: name === '' ? undefined : name, ...(!hasOwnId && { id: idOf(name, taken) }) });
  const others = [...problems].filter(([path]) => path === '' || path === 'protocol');
  const form = useRef<HTMLFormElement>(null);
  const ready = () => {
    flushSync(() => setAreShown(true));
    // The buttons are far below: whoever pressed one is led to what they have to look at first.
    if (!checked.settings) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return checked.settings;
  };
  const test = () => {
    const settings = ready();
    setTrial(settings && { settings, typed: given });
  };
  /** @param leave what follows once it is saved */
  const save = async (leave: (id: string) => void) => {
    const settings = ready();
    if (!settings) return;
    setSaving(true);
    try {
      await saveConnection(draft, settings, given);
      guard.release();
      leave(settings.id);
    } catch (error) {
      setSaving(false);
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save((added) => navigate('/connections', isEdit ? {} : { state: { added } }));
  };
  return (
    <div className={page.page}>
      <div>
        <Back to="/connections">{t('Connections')}</Back>
        <h1>
          {isEdit ? t('Change {name}', { name: textOf(before?.name ?? before?.id) }) : t('Add a connection')}
        </h1>
        <p className={page.quiet}>
          {t('Kept in this browser only. Export it to have it in everybody’s config.json.')}
        </p>
      </div>
      {removed.length > 0 && (
        <Notice
          title={t('{keys} means nothing to this kind of connection and will be left out.', {
            keys: removed.join(', '),
          })}
        >
          {t('It may be misspelt: look at what is meant below, then save.')}
        </Notice>
      )}
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <FieldFrame label={t('What is connected to')}>
          {(face) => (
            <select
              {...face}
              className={controls.select}
              value={protocol}
              disabled={isEdit}
              onChange={({ currentTarget: { value } }) => {
                const shared = Object.entries(draft).filter(([name]) => SHARED.includes(name));
                setDraft({ ...Object.fromEntries(shared), protocol: value });
                setTrial(null);
              }}
            >
              {connectable.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
        <div className={styles.pair}>
          <FieldFrame label={t('Name')} problem={problems.get('name')}>
            {(face) => (
              <input
                {...face}
                value={textOf(draft.name)}
                placeholder={t('Boiler house')}
                onChange={(event) => rename(event.currentTarget.value)}
              />
            )}
          </FieldFrame>
          <FieldFrame
            label={t('Id')}
            help={t('Dashboards refer to it by this. It cannot be changed later.')}
            problem={problems.get('id')}
          >
            {(face) => (
              <input
                {...face}
                value={textOf(draft.id)}
                readOnly={isEdit}
                spellCheck={false}
                autoCapitalize="none"
                onChange={({ currentTarget: { value } }) => {
                  setHasOwnId(value !== '');
                  set({ id: value });
                }}
              />
            )}
          </FieldFrame>
        </div>
        {transports.length > 1 && (
          <FieldFrame label={t('Over')} problem={problems.get('transport')}>
            {(face) => (
              <select
                {...face}
                className={controls.select}
                value={textOf(draft.transport) || transports[0]}
                onChange={(event) => set({ transport: event.currentTarget.value })}
              >
                {transports.map((id) => (
                  <option key={id} value={id}>
                    {write(TRANSPORT_NAMES[id] ?? id)}
                  </option>
                ))}
              </select>
            )}
          </FieldFrame>
        )}
        <FieldFrame label={t('Address')} help={address && t(address.help)} problem={problems.get('url')}>
          {(face) => (
            <input
              {...face}
              value={textOf(draft.url)}
              inputMode="url"
              spellCheck={false}
              autoCapitalize="none"
              placeholder={address?.placeholder}
              onChange={({ currentTarget: { value } }) => set({ url: value === '' ? undefined : value })}
            />
          )}
        </FieldFrame>
        <CredentialsFields
          credentials={credentials}
          onChange={(next) => set({ credentials: next })}
          typed={typed}
          onType={setTyped}
          hasSignIn={setup().hasSignIn}
          problem={problems.get('credentials') ?? problems.get('credentials.url')}
        />
        <Members
          key={protocol}
          of={fields.own}
          path=""
          value={draft}
          onChange={(next) => setDraft(recordOf(next))}
          context={{ protocol, problems }}
        />
        <details
          className={styles.advanced}
          open={fields.advanced.some(({ name }) => problemWithin(problems, name) !== undefined) || undefined}
        >
          <summary>{t('More settings')}</summary>
          <div className={styles.form}>
            <Members
              of={fields.advanced}
              path=""
              value={draft}
              onChange={(next) => setDraft(recordOf(next))}
              context={{ protocol, problems }}
            />
          </div>
        </details>
        {problems.size > 0 && (
          <p role="alert" className={styles.problem}>
            {others.map(([, problem]) => problem).join(' ') ||
              t(
                '{count, plural, one {One field needs} other {# fields need}} another look: what is wrong is said below each.',
                { count: problems.size },
              )}
          </p>
        )}
        {isOutdated && (
          <Notice
            title={t(
              'This connection was changed in another tab meanwhile. Saving puts what is here in its place; Cancel leaves the other as it is.',
            )}
          />
        )}
        {failure !== '' && <Notice title={said(failure)} />}
        <div className={styles.buttons}>
          <button type="submit" className={controls.primary}>
            {t('Save and connect')}
          </button>
          <button type="button" className={controls.button} onClick={test}>
            {trial ? t('Test again') : t('Test')}
          </button>
          <Link className={styles.cancel} to="/connections">
            {t('Cancel')}
          </Link>
        </div>
      </form>
      {trial && <TestPanel trial={trial} />}
      {guard.leave && (
        <LeaveDialog
          title={textOf(draft.name ?? draft.id) || t('Add a connection')}
          onStay={guard.stay}
          onDiscard={() => {
            guard.release();
            guard.leave?.();
          }}
          onSave={() => {
            const { leave } = guard;
            // Where it is not right yet, or not saved, what is said of it stands in the form.
            guard.stay();
            void save(() => leave?.());
          }}
        />
      )}
    </div>
  );
}
