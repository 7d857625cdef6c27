/** What takes letters: no boxes to tick, no sliders. */
const TEXT = 'input:not([type=checkbox],[type=radio],[type=range]), textarea, select, [contenteditable]';

/** Whether keys that go to an element are text of somebody's, or choose in it. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT) !== null;
}
