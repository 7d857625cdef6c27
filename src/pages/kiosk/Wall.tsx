import { type CSSProperties, useEffect, useMemo } from 'react';
import type { WallSettings } from '../../config/kiosk.ts';
import { screensOf, zoomOf } from '../../dashboards/wall/screens.ts';
import { noteShows } from '../../live/index.ts';
import { Boundary } from '../../ui/Boundary.tsx';
import { t } from '../../ui/text.ts';
import { SHIFT_PX } from './shift.ts';
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

/** Dashboards in turn over the whole display, and one line that says how the plant and the display are. */
export function Wall({ shows, settings, problems }: WallProps) {
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
  const rotation = useRotation(lengths, settings.resumeAfterMs);
  const { place, next, pausedUntil } = rotation;
  useTouch(rotation);
  const isAlone = pausedUntil === null;
  useEffect(() => {
    noteShows(turns.length);
    return () => noteShows(0);
  }, [turns]);
  const shown = turns[place];
  const zoom: CSSProperties & Record<`--${string}`, number> = { '--sb-zoom': zoomOf(size) };
  return (
    <div className={styles.wall} data-wall={isAlone ? 'alone' : 'touched'}>
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
    </div>
  );
}
