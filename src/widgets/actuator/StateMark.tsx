import { said } from '../../ui/said.ts';
import styles from './control.module.css';

/** What has become of an order. */
export type OrderMark = 'ready' | 'pending' | 'done' | 'failed' | 'refused';

const SHAPES: Readonly<Record<OrderMark, string>> = {
  ready: 'M6 2a4 4 0 1 1 0 8A4 4 0 1 1 6 2Z',
  pending: 'M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1ZM6 3v3.2l2 1.3',
  done: 'M1.5 6.5 4.5 9.5 10.5 2.5',
  failed: 'M6 1.2 11 10.5H1ZM6 4.6v2.8M6 8.6v.6',
  refused: 'M6 1a5 5 0 1 1 0 10A5 5 0 1 1 6 1ZM2.5 9.5 9.5 2.5',
};

/** An order's state as a shape and a word. */
export function StateMark({ phase, word }: { readonly phase: OrderMark; readonly word: string }) {
  return (
    <span className={styles.mark} data-mark={phase}>
      <svg className={styles.shape} viewBox="0 0 12 12" aria-hidden="true">
        <path d={SHAPES[phase]} />
      </svg>
      {said(word)}
    </span>
  );
}
