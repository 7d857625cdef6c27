import { IconCopy, IconCopyPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef } from 'react';
import controls from '../../ui/controls.module.css';
import { t } from '../../ui/text.ts';
import { settingsOf } from '../../widgets/all-settings.ts';
import { findWidget } from '../../widgets/registry.ts';
import type { DashboardDocument, WidgetEntry } from '../schema.ts';
import { entryOf, withEntry } from './changes.ts';
import { FormProvider, type FormState } from './form/context.ts';
import { FieldView } from './form/FieldView.tsx';
import { fieldsOf } from './form/fields.ts';
import form from './form/form.module.css';
import { hasProblemsUnder, type Path, problemsIn, withValueAt } from './form/values.ts';
import { useHeard } from './heard.ts';
import { Panel } from './Panel.tsx';
import panel from './panel.module.css';
import type { EditorModel } from './use-editor.ts';

interface WidgetSettingsProps {
  readonly editor: EditorModel;
  readonly name: string;
  readonly entry: WidgetEntry;
  /** Counted up each time the panel is to take the focus. */
  readonly focus: number;
  readonly onDuplicate: () => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** The settings of one widget. Each change is live at once, and can be undone. */
export function WidgetSettings(props: WidgetSettingsProps) {
  const { editor, name, entry, focus, onDuplicate, onCopy, onRemove, onClose } = props;
  const ids = { title: useId(), problem: useId() };
  const first = useRef<HTMLInputElement>(null);
  const widget = findWidget(entry.type);
  const settings = settingsOf(entry.type);
  const heard = useHeard();
  const { change, settle, document } = editor;
  const { variables } = document.spec;
  const { options } = entry;
  const state = useMemo<FormState>(() => {
    const changeTo = (path: Path, next: unknown) => ({
      make: (old: DashboardDocument) => {
        const present = entryOf(old, name);
        return present
          ? withEntry(old, name, { ...present, options: withValueAt(present.options, path, next) })
          : old;
      },
      what: t('Changed {title}', { title: entry.title }),
    });
    return {
      value: options,
      problems: widget ? problemsIn(widget.options, options) : new Map(),
      heard,
      variables,
      change: (path, next) => change(changeTo(path, next)),
      type: (path, next) => change({ ...changeTo(path, next), goesOnWith: `${name} ${path.join('.')}` }),
      settle,
    };
  }, [options, widget, heard, variables, change, settle, name, entry.title]);
  // The count says when; the first time is the selection by mouse, which leaves the focus where it is.
  useEffect(() => {
    if (focus > 0) first.current?.focus();
  }, [focus]);
  const isWhole = hasProblemsUnder(state.problems, []) === false;

  return (
    <Panel title={entry.title} about={settings ? t(settings.name) : entry.type} onClose={onClose}>
      <div className={panel.actions}>
        <button type="button" className={controls.small} onClick={onDuplicate}>
          <IconCopyPlus size={14} aria-hidden="true" /> {t('Duplicate')}
        </button>
        <button type="button" className={controls.small} onClick={onCopy}>
          <IconCopy size={14} aria-hidden="true" /> {t('Copy')}
        </button>
        <button type="button" className={controls.small} onClick={onRemove}>
          <IconTrash size={14} aria-hidden="true" /> {t('Remove')}
        </button>
      </div>
      <div className={form.field}>
        <label htmlFor={ids.title}>{t('Title')}</label>
        <input
          id={ids.title}
          ref={first}
          maxLength={200}
          value={entry.title}
          onChange={(event) => {
            const title = event.currentTarget.value;
            // A widget without a title cannot be named by anybody: the last letter stays.
            if (title.trim() === '') return;
            change({
              make: (old) => {
                const present = entryOf(old, name);
                return present ? withEntry(old, name, { ...present, title }) : old;
              },
              what: t('Renamed {title}', { title: entry.title }),
              goesOnWith: `${name} title`,
            });
          }}
        />
      </div>
      {widget ? (
        <FormProvider value={state}>
          {fieldsOf(widget.options).map((field) => (
            <FieldView key={`${name} ${field.name}`} field={field} path={[field.name]} />
          ))}
        </FormProvider>
      ) : (
        <p className={form.help}>
          {t(
            'This page has no widget of type “{type}”. Its options are kept as they are; the JSON view shows them.',
            { type: entry.type },
          )}
        </p>
      )}
      {!isWhole && (
        <p className={form.help} role="status">
          {t(
            'Put right what is marked ▲. Until then the tile here goes on with what was right last; once saved it only says what is wrong.',
          )}
        </p>
      )}
    </Panel>
  );
}
