import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { linksMade } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import { Asked } from '../../ui/Asked.tsx';
import { isPress } from '../../ui/keys.ts';
import { lazy } from '../../ui/lazy.tsx';
import { useLocation } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { FIRST_KEYS, PAIR_MS, PALETTE_KEYS, PRINT_KEYS } from './first-keys.ts';
import { isTyping } from './typing.ts';

/** Keys pressed while what they mean is fetched, which takes them out. The page has one such button. */
const waiting: KeyboardEvent[] = [];
const Around = lazy(() =>
  import('./Around.tsx').catch((error: unknown) => {
    // Pressed before a failure, they are not to do something once the network is back.
    waiting.length = 0;
    throw error;
  }),
);

interface AroundButtonProps {
  /** Addresses of the deployment's dashboards. */
  readonly sources: readonly string[];
  readonly className: string;
  /** Counts up when something else on the page asks for the palette. */
  readonly asked: number;
}

/** Opens the palette. What it and the shortcuts need is fetched with the first click or key that asks for it. */
export function AroundButton({ sources, className, asked: askedElsewhere }: AroundButtonProps) {
  const [isReady, setReady] = useState(false);
  const [pressed, setPressed] = useState(0);
  const asked = pressed + askedElsewhere;
  /** What was asked before is not wanted any more. */
  const [closed, setClosed] = useState(0);
  const onReady = useCallback(() => setReady(true), []);
  const { pathname } = useLocation();
  const subject = useSession((s) => s.person.subject);
  useEffect(() => {
    // Nobody asks where they were before there is something to see.
    linksMade()
      .then(() => import('./places.ts'))
      .then(({ noteVisit, whoseOf }) => noteVisit(whoseOf(subject), pathname))
      .catch(() => undefined);
  }, [subject, pathname]);
  useEffect(() => {
    if (isReady) return undefined;
    const press = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey || event.altKey;
      const isPalette = isPress(PALETTE_KEYS, event, event.shiftKey);
      const isHeld = isPalette || isPress(PRINT_KEYS, event, event.shiftKey);
      if (event.defaultPrevented) return;
      if (document.querySelector('dialog[open]')) {
        // The browser would go to a search of its own.
        if (isPalette) event.preventDefault();
        return;
      }
      if (!isHeld && (isCommand || isTyping(event.target))) return;
      const last = waiting.at(-1);
      // What may be the second of a pair; all others are the browser's, and those of what has the focus.
      const isNext = last && event.timeStamp - last.timeStamp <= PAIR_MS && /^\S$/.test(event.key);
      if (!isHeld && !isNext && !FIRST_KEYS.includes(event.key.toLowerCase())) return;
      event.preventDefault();
      waiting.push(event);
      setPressed((last) => last + 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isReady]);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={t('Find a page, a device or a quantity')}
        title={t('Find a page, a device or a quantity')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => {
          setPressed((last) => last + 1);
        }}
      >
        <IconSearch size={20} stroke={1.5} aria-hidden="true" />
      </button>
      {asked > closed && (
        <Asked
          key={asked}
          onClose={() => {
            setReady(false);
            setClosed(asked);
          }}
        >
          <Around sources={sources} waiting={waiting} onReady={onReady} />
        </Asked>
      )}
    </>
  );
}
