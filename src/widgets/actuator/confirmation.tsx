import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Json, PulseOrder } from '../../model/command.ts';

type Dialog = typeof import('./ConfirmDialog.tsx')['ConfirmDialog'];

/** What is asked, and what would be ordered. */
export interface Question {
  readonly title: string;
  readonly sentence: string;
  /** Each with the name of its target; of a single one the title is enough. */
  readonly orders: readonly {
    readonly name: string;
    readonly value: Json;
    readonly pulse?: PulseOrder | undefined;
  }[];
}

/** `changed`: what the question was about has changed while it was open. */
type Answer = boolean | 'changed';

/** Asks whether an order is meant. */
export interface Confirmation {
  /**
   * @returns the answer; null when a question is open already, which then stays the only one
   * @throws when the dialog's code could not be fetched
   */
  ask(question: Question): Promise<Answer | null>;
  /** To be drawn anywhere in the control. */
  readonly dialog: ReactNode;
}

/**
 * A control's question. Its code is fetched when it is first asked; whoever leaves instead of answering has not confirmed.
 * @param state what is asked about: once it is another, nobody is asked any more
 */
export function useConfirmation(state?: unknown): Confirmation {
  const [asked, setAsked] = useState<(Question & { readonly Dialog: Dialog }) | null>(null);
  const isAsking = useRef(false);
  const answer = useRef<(answer: Answer) => void>(() => {});
  useEffect(() => () => answer.current(false), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that answers
  useEffect(() => answer.current('changed'), [state]);

  const ask = useCallback(async (question: Question): Promise<Answer | null> => {
    if (isAsking.current) return null;
    isAsking.current = true;
    let isOpen = true;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        answer.current = resolve;
        import('./ConfirmDialog.tsx').then(
          ({ ConfirmDialog }) => isOpen && setAsked({ ...question, Dialog: ConfirmDialog }),
          reject,
        );
      });
    } finally {
      isOpen = false;
      isAsking.current = false;
      setAsked(null);
    }
  }, []);

  return {
    ask,
    dialog: asked && <asked.Dialog {...asked} onAnswer={(isConfirmed) => answer.current(isConfirmed)} />,
  };
}
