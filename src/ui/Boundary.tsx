import { Component, type ReactNode } from 'react';
import { FAILED } from './failed.ts';
import { Notice } from './Notice.tsx';
import { type PlainText, t } from './text.ts';

interface BoundaryProps {
  /** What failed, as the person knows it: `The page`, `This list`. */
  readonly what: PlainText;
  readonly children: ReactNode;
}

/** Keeps a failure inside: the rest of the page goes on, and the person is told what to do. */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(`${this.props.what} failed`, error);
    dispatchEvent(new CustomEvent(FAILED, { detail: error }));
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Notice
        title={t('{what} failed to draw.', { what: t(this.props.what) })}
        action={
          <button type="button" onClick={() => this.setState({ failed: false })}>
            {t('Try again')}
          </button>
        }
      >
        <p>{t('The connections go on. Try again; if it fails again, reload the page.')}</p>
      </Notice>
    );
  }
}
