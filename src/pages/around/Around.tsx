import { useCallback, useEffect, useRef, useState } from 'react';
import { isPress } from '../../ui/keys.ts';
import Outcome from '../../ui/Outcome.tsx';
import { useLocation, useNavigate } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import type { Entry } from './entries.ts';
import { PALETTE_KEYS } from './first-keys.ts';
import HelpSheet from './HelpSheet.tsx';
import Palette from './Palette.tsx';
import { isPlace, toggleFavourite } from './places.ts';
import { printPage } from './print.ts';
import { type Begun, pressed } from './shortcuts.ts';
import { TOGGLED } from './toggled.ts';
import { isTyping } from './typing.ts';
import { useWhose } from './use-whose.ts';

const WIDGET = 'section[data-widget]';
const NO_FULL_SCREEN =
  'The browser does not allow a full screen here. Open the page in a tab of its own, or use the browser’s own full screen.';

interface AroundProps {
  /** Addresses of the deployment's dashboards. */
  readonly sources: readonly string[];
  /** Keys pressed while this was being fetched, which are taken out of it; none: the palette is wanted. */
  readonly waiting: KeyboardEvent[];
  /** From now on keys are heard here. */
  readonly onReady: () => void;
}

/** The widget that is meant: the one with the focus, else the one under the pointer. */
function widgetMeant(): Element | null {
  return document.activeElement?.closest(WIDGET) ?? document.querySelector(`${WIDGET}:hover`);
}

/** The palette, the help sheet and the shortcuts. Fetched when somebody first wants one of them. */
export default function Around({ sources, waiting, onReady }: AroundProps) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(waiting.length === 0 ? 'palette' : null);
  const [outcome, setOutcome] = useState('');
  const begun = useRef<Begun | null>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const whose = useWhose();

  const fill = useCallback((element: Element | null) => {
    if (!element) setOutcome(t('Point at a widget first, or move the focus into it.'));
    else if (!document.fullscreenEnabled) setOutcome(t(NO_FULL_SCREEN));
    else {
      element.requestFullscreen().catch(() => setOutcome(t(NO_FULL_SCREEN)));
    }
  }, []);

  const perform = useCallback(
    (deed: Entry['deed']) => {
      setOutcome('');
      if (deed.kind === 'go') navigate(deed.to);
      else if (deed.kind === 'show') fill(deed.element);
      else if (deed.kind === 'full-screen') {
        if (document.fullscreenElement) void document.exitFullscreen();
        else fill(widgetMeant());
      } else if (deed.kind === 'print') void printPage();
      else if (deed.kind === 'favourite') {
        if (!isPlace(pathname))
          setOutcome(
            t('This page cannot be a favourite. Dashboards, devices and the pages of the menu can.'),
          );
        else setOutcome(t(TOGGLED[toggleFavourite(whose, pathname)]));
      } else setOpen(deed.kind);
    },
    [navigate, fill, whose, pathname],
  );

  const press = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      // A dialog has keys of its own. The browser would go to a search of its own.
      if (event.repeat || document.querySelector('dialog[open]')) {
        if (isPress(PALETTE_KEYS, event, event.shiftKey)) event.preventDefault();
        return;
      }
      const isCommand = event.ctrlKey || event.metaKey;
      if (!isCommand && isTyping(event.target)) return;
      const result = pressed(begun.current, event);
      begun.current = result.begun;
      if (!result.deed) return;
      event.preventDefault();
      perform(result.deed);
    },
    [perform],
  );

  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [press]);
  useEffect(() => {
    for (const event of waiting.splice(0)) {
      const result = pressed(begun.current, event);
      begun.current = result.begun;
      if (result.deed) perform(result.deed);
    }
    onReady();
  }, [waiting, onReady, perform]);

  const [widgets, setWidgets] = useState<readonly Element[]>([]);
  useEffect(() => {
    if (open === 'palette') setWidgets([...document.querySelectorAll(WIDGET)]);
  }, [open]);

  const close = () => setOpen(null);
  return (
    <>
      {open === 'palette' && (
        <Palette sources={sources} widgets={widgets} onChoose={perform} onClose={close} />
      )}
      {open === 'help' && <HelpSheet onClose={close} />}
      {outcome !== '' && <Outcome onDismiss={() => setOutcome('')}>{outcome}</Outcome>}
    </>
  );
}
