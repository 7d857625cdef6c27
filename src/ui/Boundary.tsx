import { Component, type ReactNode } from 'react';
import { FAILED } from '../model/failed.ts';
import { fetchFailedAnew } from './lazy.tsx';
import { Notice } from './Notice.tsx';
import { type PlainText, t } from './text.ts';

interface BoundaryProps {
  /** What failed, as the person knows it: `The page`, `This list`. */
  readonly what: PlainText;
  readonly children: ReactNode;
  /** Drawn in its place where it failed. */
  readonly before?: ReactNode;
  /** Given for what lies over the page: the failure lies there, too, until it is put away. */
  readonly onClose?: () => void;
}

/** Keeps a failure inside: the rest of the page goes on, and the person is told what to do. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`${this.props.what} failed`, error);
    fetchFailedAnew();
    dispatchEvent(new CustomEvent(FAILED, { detail: error }));
  }

  override render(): ReactNode {
    const { what, children, before, onClose } = this.props;
    if (!this.state.failed) return children;
    return (
      <>
        {before}
        <Notice
          title={t('{what} failed to draw.', { what: t(what) })}
          isOver={onClose !== undefined}
          action={
            <>
              <button type="button" onClick={() => this.setState({ failed: false })}>
                {t('Try again')}
              </button>
              {onClose && (
                <button type="button" onClick={onClose}>
                  {t('Close')}
                </button>
              )}
            </>
          }
        >
          <p>{t('The connections go on. Try again; if it fails again, reload the page.')}</p>
        </Notice>
      </>
    );
  }
}
