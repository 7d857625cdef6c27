import { useCallback, useEffect, useRef } from 'react';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { placedOf } from './changes.ts';
import { type CopiedWidgets, copyText, readCopied } from './clipboard.ts';
import type { EditorModel } from './use-editor.ts';
import { widgetMeant } from './use-shortcuts.ts';

/** Copying and pasting of widgets. */
export interface WidgetClipboard {
  readonly copy: (name: string) => void;
  readonly paste: () => void;
}

interface Told {
  readonly onPasted: (copied: CopiedWidgets) => void;
  /** For people: what came of it, or what to do instead. */
  readonly onSaid: (text: string) => void;
}

/** Text fields have a clipboard of their own, and a marked text is what is meant. */
function isOfText(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && target.closest('input, textarea, select, dialog')) return true;
  return (getSelection()?.toString() ?? '') !== '';
}

/**
 * Widgets go through the system's clipboard, as text: to another dashboard, another tab, another browser. By Ctrl-C, Ctrl-X and Ctrl-V they do
 * without asking; a button has to ask the browser.
 */
export function useClipboard(
  { document, selected }: EditorModel,
  remove: (name: string) => void,
  told: Told,
): WidgetClipboard {
  const { onPasted, onSaid } = told;

  const textOf = useCallback(
    (name: string): string | null => {
      const placed = placedOf(document, name);
      if (!placed) return null;
      const { text, leftOut } = copyText([placed], document.spec.variables);
      const { title } = placed.entry;
      const copied = t('Copied {title}. Paste it here or into another dashboard.', { title });
      const without =
        leftOut.length > 0 &&
        t('What looks like a secret was left out: {paths}.', { paths: leftOut.join(', ') });
      onSaid([copied, without].filter(Boolean).join(' '));
      return text;
    },
    [document, onSaid],
  );

  const take = useCallback(
    (text: string) => {
      const read = readCopied(text);
      if (read.ok) onPasted(read);
      else {
        const why = read.areWidgets
          ? t('Nothing was pasted: what is in the clipboard is not in order. Copy it anew.')
          : t('Nothing was pasted.');
        onSaid(`${why} ${read.problems.map(said).join('. ')}`);
      }
    },
    [onPasted, onSaid],
  );
  /** A button's text comes once the browser has been allowed to give it: the dashboard may be another by then. */
  const newestTake = useRef(take);
  useEffect(() => {
    newestTake.current = take;
  }, [take]);

  useEffect(() => {
    const copying = (event: ClipboardEvent) => {
      const name = widgetMeant(selected);
      if (isOfText(event.target) || name === null) return;
      const text = textOf(name);
      if (text === null) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') remove(name);
    };
    const pasting = (event: ClipboardEvent) => {
      if (isOfText(event.target)) return;
      event.preventDefault();
      take(event.clipboardData?.getData('text/plain') ?? '');
    };
    addEventListener('copy', copying);
    addEventListener('cut', copying);
    addEventListener('paste', pasting);
    return () => {
      removeEventListener('copy', copying);
      removeEventListener('cut', copying);
      removeEventListener('paste', pasting);
    };
  }, [selected, textOf, take, remove]);

  return {
    copy: (name) => {
      const text = textOf(name);
      if (text === null) return;
      const refused = () =>
        onSaid(t('The browser did not let it be copied. Focus the widget and press Ctrl+C.'));
      // There is no clipboard for buttons on pages that came without TLS.
      if (navigator.clipboard) navigator.clipboard.writeText(text).catch(refused);
      else refused();
    },
    paste: () => {
      const refused = () =>
        onSaid(t('The browser did not give the clipboard away. Click into the layout and press Ctrl+V.'));
      if (navigator.clipboard)
        navigator.clipboard.readText().then((text) => newestTake.current(text), refused);
      else refused();
    },
  };
}
