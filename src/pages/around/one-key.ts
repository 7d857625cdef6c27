const KEY = 'signalbox.one-key-shortcuts';

/** What was chosen where the browser keeps nothing: it holds for this page. */
let unkept: boolean | null = null;

/** Whether shortcuts without Ctrl work in this browser. Who speaks to their computer, or meets keys unawares, is better off without. */
export function hasOneKeyShortcuts(): boolean {
  try {
    return unkept ?? localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Has them work in this browser, or not. */
export function chooseOneKeyShortcuts(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
    unkept = null;
  } catch {
    unkept = isOn;
  }
}
