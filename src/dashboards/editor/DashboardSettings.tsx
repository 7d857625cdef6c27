import { useMemo, useState } from 'react';
import { t } from '../../ui/text.ts';
import {
  cleaned,
  dashboardForm,
  dashboardSettings,
  notTaken,
  settingsOf,
  type Typed,
  typedOver,
  withSettings,
} from './dashboard-settings.ts';
import { FormProvider, type FormState } from './form/context.ts';
import { FieldView } from './form/FieldView.tsx';
import { fieldsOf } from './form/fields.ts';
import { useNotTaken } from './form/not-taken.ts';
import { type Path, problemsIn, withValueAt } from './form/values.ts';
import { useHeard } from './heard.ts';
import { Panel } from './Panel.tsx';
import type { EditorModel } from './use-editor.ts';

interface DashboardSettingsProps {
  readonly editor: EditorModel;
  readonly onClose: () => void;
}

/** Title, tags, time window and variables of the dashboard. What cannot be the document's yet stays in the form, with what is wrong beside it. */
export function DashboardSettings({ editor, onClose }: DashboardSettingsProps) {
  const { document, change, settle } = editor;
  const heard = useHeard();
  const [typed, setTyped] = useState<Typed>(() => ({
    values: settingsOf(document),
    of: settingsOf(document),
  }));
  const values = useMemo(() => typedOver(settingsOf(document), typed), [document, typed]);
  const missed = notTaken(values).join(', ');
  useNotTaken(missed === '' ? null : missed, values);
  const state = useMemo<FormState>(() => {
    const changeTo = (path: Path, next: unknown) => {
      const nextValues = withValueAt(values, path, next);
      const nextDocument = withSettings(document, nextValues);
      setTyped({ values: nextValues, of: settingsOf(nextDocument) });
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
