import controls from '../../ui/controls.module.css';
import Outcome from '../../ui/Outcome.tsx';
import { t } from '../../ui/text.ts';
import type { DashboardDocument } from '../schema.ts';
import { exportDocument, leftOutWords } from '../transfer/export-file.ts';

interface EditorOutcomeProps {
  readonly document: DashboardDocument;
  /** What is said; '' where nothing is. */
  readonly text: string;
  /** It could not be saved: a file keeps it. */
  readonly isUnkept: boolean;
  /** Somebody else has saved meanwhile. */
  readonly isOutdated: boolean;
  readonly onSaveCopy: () => void;
  /** @param text what is to be said instead; '' where it has been read */
  readonly onSaid: (text: string) => void;
}

/** What came of something that was done in the editor, with what can be done about it. */
export function EditorOutcome(props: EditorOutcomeProps) {
  const { document, text, isUnkept, isOutdated, onSaveCopy, onSaid } = props;
  if (text === '') return null;
  const action = isOutdated ? (
    <button type="button" className={controls.button} onClick={onSaveCopy}>
      {t('Save as a copy')}
    </button>
  ) : (
    isUnkept && (
      <button
        type="button"
        className={controls.button}
        onClick={() => onSaid(leftOutWords(exportDocument(document)))}
      >
        {t('Export as a file')}
      </button>
    )
  );
  return (
    <Outcome action={action} onDismiss={() => onSaid('')}>
      {text}
    </Outcome>
  );
}
