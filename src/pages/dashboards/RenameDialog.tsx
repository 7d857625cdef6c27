import { type FormEvent, useState } from 'react';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
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
    if (next === '') return setProblem('Give it a title.');
    onRename({ ...document, metadata: { ...metadata, title: next, tags: tagsFrom(tags) } });
  };
  return (
    <Dialog title="Rename the dashboard" onClose={onClose}>
      <form className={dialog.form} onSubmit={submit}>
        <label className={controls.field}>
          Title
          <input value={title} maxLength={200} onChange={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <label className={controls.field}>
          Tags, with commas between
          <input value={tags} onChange={(event) => setTags(event.currentTarget.value)} />
        </label>
        {problem !== '' && <p role="alert">{problem}</p>}
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={controls.primary}>
            Rename
          </button>
        </div>
      </form>
    </Dialog>
  );
}
