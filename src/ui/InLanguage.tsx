import { Fragment, type ReactNode } from 'react';
import { useLanguage } from './language.ts';

/** Draws everything anew when another language is chosen: every text is read while drawing. */
export function InLanguage({ children }: { readonly children: ReactNode }) {
  return <Fragment key={useLanguage()}>{children}</Fragment>;
}
