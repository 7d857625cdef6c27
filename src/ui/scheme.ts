import { onPaper, paperTime, startPaper } from './paper.ts';

/** Light, dark, or light with the contrast that sunshine asks for; or whichever the system has. */
const SCHEMES = ['auto', 'light', 'dark', 'sun'] as const;
export type Scheme = (typeof SCHEMES)[number];

const KEY = 'signalbox.scheme';
const listeners = new Set<() => void>();
let chosen: Scheme = 'auto';
let forced: Scheme = 'auto';

function stored(): Scheme {
  try {
    const value = localStorage.getItem(KEY);
    return SCHEMES.find((one) => one === value) ?? 'auto';
  } catch {
    // Storage may be forbidden: the system's is right then.
    return 'auto';
  }
}

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)');
/** Asked for once for all programs of the device: it holds whatever was chosen here. */
const systemWantsContrast = () => matchMedia('(prefers-contrast: more)');

/** Paper is white, and what is dark on the screen is not printed. */
const isPrinting = () => matchMedia('print');

function show(scheme: Scheme): void {
  chosen = scheme;
  const wanted = forced === 'auto' ? chosen : forced;
  const shown = paperTime() !== null || isPrinting().matches ? 'light' : wanted;
  const isDark = shown === 'dark' || (shown === 'auto' && systemIsDark().matches);
  const { dataset } = document.documentElement;
  // The attribute that Mantine's own style sheets look at, too.
  dataset.mantineColorScheme = isDark ? 'dark' : 'light';
  dataset.contrast = shown === 'sun' || systemWantsContrast().matches ? 'more' : 'normal';
  for (const listener of listeners) listener();
}

/** Shows the page in the person's colours; before anything is drawn. It follows the system and this browser's other tabs. */
export function startScheme(): void {
  show(stored());
  for (const query of [systemIsDark(), systemWantsContrast(), isPrinting()]) {
    query.addEventListener('change', () => show(chosen));
  }
  onPaper(() => show(chosen));
  startPaper();
  addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) show(stored());
  });
}

/** Chooses for this browser. */
export function chooseScheme(scheme: Scheme): void {
  try {
    if (scheme === 'auto') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, scheme);
  } catch {
    // Then it holds for this tab.
  }
  show(scheme);
}

/** Shows this page in other colours than were chosen, and keeps nothing. @param scheme `auto`: as chosen again */
export function forceScheme(scheme: Scheme): void {
  forced = scheme;
  show(chosen);
}

/** Calls back after a choice; returns the disposer. */
export function onSchemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was chosen. */
export function chosenScheme(): Scheme {
  return chosen;
}
