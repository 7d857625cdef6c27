import controls from './controls.module.css';
import dialog from './Dialog.module.css';
import { Dialog } from './Dialog.tsx';
import { t } from './text.ts';

interface LeaveDialogProps {
  readonly title: string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onStay: () => void;
}

/** Asks before what is not saved is lost. */
export function LeaveDialog({ title, onSave, onDiscard, onStay }: LeaveDialogProps) {
  return (
    <Dialog title={t('Save your changes?')} onClose={onStay}>
      <div className={dialog.form}>
        <p>{t('“{title}” has changes that are not saved.', { title })}</p>
        <div className={dialog.buttons}>
          <button type="button" className={controls.button} onClick={onStay}>
            {t('Stay')}
          </button>
          <button type="button" className={controls.button} onClick={onDiscard}>
            {t('Discard')}
          </button>
          <button type="button" className={controls.primary} onClick={onSave}>
            {t('Save and leave')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
