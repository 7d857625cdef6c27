import { useEffect } from 'react';

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
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isAsking = document.querySelector('dialog[open]') !== null;
      const isText = event.target instanceof HTMLElement && event.target.matches('textarea');
      if (key === 's') {
        // Never the browser's saving of the page.
        event.preventDefault();
        if (!isAsking) save();
      } else if (isAsking || isText) return;
      else if (key === 'z' || key === 'y') {
        event.preventDefault();
        if (key === 'y' || event.shiftKey) redo();
        else undo();
      } else if (key === 'd') {
        const name = widgetMeant(selected);
        if (name === null) return;
        event.preventDefault();
        duplicate(name);
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [shortcuts]);
}
