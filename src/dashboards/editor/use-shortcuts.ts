import { useEffect } from 'react';
import { deedOf } from '../../ui/keys.ts';
import { EDITOR_KEYS } from './keys.ts';

/** The widget that keys are meant for: the one whose tile has the focus, else the one whose settings are shown. */
export function widgetMeant(selected: string | null): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-tile]')?.dataset.tile ?? selected;
}

interface Shortcuts {
  /** Name of the widget whose settings are shown. */
  readonly selected: string | null;
  readonly save: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly duplicate: (name: string) => void;
}

/**
 * The editor's keys with Control or Command. They work wherever the focus is: whoever has just clicked beside everything, or has removed what
 * had it, wants to undo all the more. Before a dialog none does: what is typed there is not in the dashboard yet.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const { selected, save, undo, redo, duplicate } = shortcuts;
    const press = (event: KeyboardEvent) => {
      const deed = event.defaultPrevented ? null : deedOf(EDITOR_KEYS, event);
      // Of the clipboard's keys the browser makes events, which `useClipboard` hears.
      if (deed === null || deed === 'clipboard') return;
      const isAsking = document.querySelector('dialog[open]') !== null;
      const isText = event.target instanceof HTMLElement && event.target.matches('textarea');
      // Never the browser's saving of the page.
      if (deed === 'save') event.preventDefault();
      if (isAsking || (isText && deed !== 'save')) return;
      const name = widgetMeant(selected);
      if (deed === 'duplicate' && name === null) return;
      event.preventDefault();
      const deeds: Readonly<Record<typeof deed, () => void>> = {
        save,
        undo,
        redo,
        duplicate: () => name !== null && duplicate(name),
      };
      deeds[deed]();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [shortcuts]);
}
