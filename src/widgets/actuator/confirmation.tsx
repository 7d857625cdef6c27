import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';

type Dialog = typeof import('./ConfirmDialog.tsx')['ConfirmDialog'];

interface Asked {
  readonly Dialog: Dialog;
  readonly title: string;
  readonly sentence: string;
}

/** Asks whether an order is meant. */
export interface Confirmation {
  /**
   * @returns the answer; null when a question is open already, which then stays the only one
   * @throws when the dialog's code could not be fetched
   */
  ask(title: string, sentence: string): Promise<boolean | null>;
  /** To be drawn anywhere in the control. */
  readonly dialog: ReactNode;
}

/** A control's question. Its code is fetched when it is first asked; whoever leaves instead of answering has not confirmed. */
export function useConfirmation(): Confirmation {
  const [asked, setAsked] = useState<Asked | null>(null);
  const isAsking = useRef(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => {});
  useEffect(() => () => answer.current(false), []);

  const ask = useCallback(async (title: string, sentence: string): Promise<boolean | null> => {
    if (isAsking.current) return null;
    isAsking.current = true;
    try {
      const { ConfirmDialog } = await import('./ConfirmDialog.tsx');
      return await new Promise<boolean>((resolve) => {
        answer.current = resolve;
        setAsked({ Dialog: ConfirmDialog, title, sentence });
      });
    } finally {
      isAsking.current = false;
      setAsked(null);
    }
  }, []);

  return {
    ask,
    dialog: asked && (
      <asked.Dialog
        title={asked.title}
        sentence={asked.sentence}
        onAnswer={(isConfirmed) => answer.current(isConfirmed)}
      />
    ),
  };
}
