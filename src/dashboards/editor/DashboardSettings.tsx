import { useMemo, useState } from 'react';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { cleaned, dashboardForm, dashboardSettings, settingsOf, withSettings } from './dashboard-settings.ts';
import { FormProvider, type FormState } from './form/context.ts';
import { FieldView } from './form/FieldView.tsx';
import { fieldsOf } from './form/fields.ts';
import { type Path, problemsIn, withValueAt } from './form/values.ts';
import { useHeard } from './heard.ts';
import { Panel } from './Panel.tsx';
import type { EditorModel } from './use-editor.ts';

interface DashboardSettingsProps {
  readonly editor: EditorModel;
  readonly onClose: () => void;
}

function partsOf({ metadata, spec }: DashboardDocument): readonly unknown[] {
  return [metadata.title, metadata.tags, spec.window, spec.variables];
}

/** Title, tags, time window and variables of the dashboard. What cannot be the document's yet stays in the form, with what is wrong beside it. */
export function DashboardSettings({ editor, onClose }: DashboardSettingsProps) {
  const { document, change, settle } = editor;
  const heard = useHeard();
  const [typed, setTyped] = useState(() => ({ values: settingsOf(document), of: partsOf(document) }));
  const now = partsOf(document);
  const isCurrent = typed.of.every((part, index) => part === now[index]);
  // Changed elsewhere, by an undo for one: what was typed is past.
  const values = isCurrent ? typed.values : settingsOf(document);
  const state = useMemo<FormState>(() => {
    const changeTo = (path: Path, next: unknown) => {
      const nextValues = withValueAt(values, path, next);
      const nextDocument = withSettings(document, nextValues);
      setTyped({ values: nextValues, of: partsOf(nextDocument) });
      return { make: () => nextDocument, what: t('Changed the dashboard’s settings') };
    };
    return {
      value: values,
      problems: problemsIn(dashboardSettings, cleaned(values)),
      heard,
      variables: [],
      change: (path, next) => change(changeTo(path, next)),
      type: (path, next) => change({ ...changeTo(path, next), goesOnWith: `dashboard ${path.join('.')}` }),
      settle,
    };
  }, [values, heard, document, change, settle]);
  return (
    <Panel title={t('Dashboard')} onClose={onClose}>
      <FormProvider value={state}>
        {fieldsOf(dashboardForm).map((field) => (
          <FieldView key={field.name} field={field} path={[field.name]} />
        ))}
      </FormProvider>
    </Panel>
  );
}
