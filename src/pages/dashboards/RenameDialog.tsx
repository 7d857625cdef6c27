import { type FormEvent, useState } from 'react';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/text.ts';
import { tagsFrom } from './list.ts';

interface RenameDialogProps {
  readonly document: DashboardDocument;
  readonly onRename: (renamed: DashboardDocument) => void;
  readonly onClose: () => void;
}

/** Asks for a dashboard's title and tags. Its address stays. */
export function RenameDialog({ document, onRename, onClose }: RenameDialogProps) {
  const { metadata } = document;
  const [title, setTitle] = useState(metadata.title);
  const [tags, setTags] = useState(metadata.tags.join(', '));
  const [problem, setProblem] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = title.trim();
    if (next === '') return setProblem(t('Give it a title.'));
    onRename({ ...document, metadata: { ...metadata, title: next, tags: tagsFrom(tags) } });
  };
  return (
    <Dialog title={t('Rename the dashboard')} onClose={onClose}>
      <form className={dialog.form} onSubmit={submit}>
        <label className={controls.field}>
          {t('Title')}
          <input value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <label className={controls.field}>
          {t('Tags, with commas between')}
          <input value={tags} onChange={(event) => setTags(event.currentTarget.value)} />
        </label>
        {problem !== '' && <p role="alert">{problem}</p>}
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('Cancel')}
          </button>
          <button type="submit" className={controls.primary}>
            {t('Rename')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
