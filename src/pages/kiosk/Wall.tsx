import { type CSSProperties, type ReactNode, useEffect, useMemo } from 'react';
import type { WallSettings } from '../../config/kiosk.ts';
import { screensOf, zoomOf } from '../../dashboards/wall/screens.ts';
import { useAlarms, useNow } from '../../live/index.ts';
import { Boundary } from '../../ui/Boundary.tsx';
import { forceScheme } from '../../ui/scheme.ts';
import { t } from '../../ui/text.ts';
import { offsetAt } from '../../ui/zone.ts';
import { wallAlarms } from './health.ts';
import { brightnessAt } from './night.ts';
import { SHIFT_PX, shiftAt } from './shift.ts';
import { useRotation } from './use-rotation.ts';
import type { Show } from './use-shows.ts';
import { useTouch } from './use-touch.ts';
import { useViewport } from './use-viewport.ts';
import { WallLine } from './WallLine.tsx';
import { WallScreen } from './WallScreen.tsx';
import styles from './wall.module.css';

interface WallProps {
  /** Should be stable (memoised). */
  readonly shows: readonly Show[];
  readonly settings: WallSettings;
  /** What is wrong with the configuration or with dashboards, in words. */
  readonly problems: readonly string[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Moves what is within by a pixel now and then. */
function Shifted({ everyMs, children }: { readonly everyMs: number; readonly children: ReactNode }) {
  const { x, y } = shiftAt(useNow(), everyMs);
  return (
    <div className={styles.shifted} style={{ transform: `translate(${x}px, ${y}px)` }}>
      {children}
    </div>
  );
}

/** Darkens the screen by night; not while somebody is at it, or while there is an alarm that has to be seen at once. */
function Dusk({ night, isAlone }: Pick<WallSettings, 'night'> & { readonly isAlone: boolean }) {
  const now = useNow();
  const { worst } = wallAlarms(useAlarms().values());
  const isUrgent = worst?.state === 'unacknowledged' && worst.priority === 'critical';
  const minute = ((now + offsetAt(now)) / MINUTE_MS) % DAY_MINUTES;
  const brightness = isUrgent || !isAlone ? 1 : brightnessAt(night, minute);
  if (brightness === 1) return null;
  return <div className={styles.dusk} style={{ opacity: 1 - brightness }} data-brightness={brightness} />;
}

/** A display that nobody works at: dashboards in turn over the whole screen, and one line that says how the plant and the display are. */
export function Wall({ shows, settings, problems }: WallProps) {
  const { resumeAfterMs, colours, shiftEveryMs, night } = settings;
  const { width, height } = useViewport();
  const size = useMemo(
    () => ({ width: width - 2 * SHIFT_PX, height: height - 2 * SHIFT_PX }),
    [width, height],
  );
  const turns = useMemo(
    () =>
      shows.flatMap((show, index) =>
        screensOf(show.document, size).map((screen) => ({ show, index, screen })),
      ),
    [shows, size],
  );
  const lengths = useMemo(() => turns.map(({ show }) => show.lengthMs), [turns]);
  const rotation = useRotation(lengths, resumeAfterMs);
  const { place, next, pausedUntil } = rotation;
  useTouch(rotation);
  const isAlone = pausedUntil === null;
  useEffect(() => {
    forceScheme(colours);
    return () => forceScheme('auto');
  }, [colours]);
  const shown = turns[place];
  const zoom: CSSProperties & Record<`--${string}`, number> = { '--sb-zoom': zoomOf(size) };
  return (
    <div className={styles.wall} data-wall={isAlone ? 'alone' : 'touched'}>
      <Shifted everyMs={shiftEveryMs}>
        <main className={styles.stage} aria-label={shown?.show.document.metadata.title}>
          <h1 className={styles.unseen}>{shown?.show.document.metadata.title ?? t('Playlists')}</h1>
          {turns.map(({ show, index, screen }, turn) =>
            turn === place || turn === next ? (
              <Boundary key={`${index} ${screen.part}`} what="This page">
                <WallScreen show={show} screen={screen} isNext={turn !== place} isAlone={isAlone} />
              </Boundary>
            ) : null,
          )}
          {!shown && <p className={styles.nothing}>{t('Nothing on this dashboard yet.')}</p>}
        </main>
        <div className={styles.foot} style={zoom}>
          <WallLine
            title={shown?.show.document.metadata.title ?? ''}
            part={shown && shown.screen.parts > 1 ? `${shown.screen.part + 1}/${shown.screen.parts}` : ''}
            count={turns.length}
            rotation={rotation}
            problems={problems}
          />
        </div>
      </Shifted>
      <Dusk night={night} isAlone={isAlone} />
    </div>
  );
}
