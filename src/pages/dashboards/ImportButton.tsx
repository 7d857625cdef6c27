import { useRef, useState } from 'react';
import type { DashboardStore } from '../../dashboards/store/store.ts';
import controls from '../../ui/controls.module.css';
import { Notice } from '../../ui/Notice.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import type { Said } from './actions.tsx';
import { importFiles, type Refusal } from './import-files.ts';

interface ImportButtonProps {
  readonly perform: (act: (store: DashboardStore) => Promise<Said | null>) => Promise<void>;
}

/** Takes dashboards from files into the person's own. What is wrong with a file is said, with the place in it. */
export function ImportButton({ perform }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);

  const take = (files: readonly File[]) =>
    perform(async (store) => {
      const { taken, refused } = await importFiles(files, store);
      setRefusals(refused);
      return taken.length > 0 ? { text: t('Imported: {titles}.', { titles: taken.join(', ') }) } : null;
    });

  return (
    <>
      <button type="button" className={controls.button} onClick={() => input.current?.click()}>
        {t('Import…')}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label={t('Files to import')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = '';
          void take(files);
        }}
      />
      {refusals.map(({ name, isWrong, problems }) => (
        <Notice
          key={name}
          title={
            isWrong
              ? t('{name} was not imported. Correct it and choose it again:', { name })
              : t('{name} was not imported:', { name })
          }
          action={
            <button type="button" className={controls.button} onClick={() => setRefusals([])}>
              {t('Close')}
            </button>
          }
        >
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{said(problem)}</li>
            ))}
          </ul>
        </Notice>
      ))}
    </>
  );
}
