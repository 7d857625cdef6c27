import { type CSSProperties, useMemo } from 'react';
import { FilledTiles } from '../../dashboards/variables/FilledTiles.tsx';
import { fixedValues } from '../../dashboards/variables/values.ts';
import type { Screen } from '../../dashboards/wall/screens.ts';
import { WallGrid } from '../../dashboards/wall/WallGrid.tsx';
import { t } from '../../ui/text.ts';
import { PageTime, useLiveTime } from '../../widgets/index.ts';
import type { Show } from './use-shows.ts';
import styles from './wall.module.css';

interface WallScreenProps {
  readonly show: Show;
  readonly screen: Screen;
  /** Drawn, but not seen yet: its turn comes soon. */
  readonly isNext: boolean;
  /** Nobody is at the wall. */
  readonly isAlone: boolean;
}

const nameValues = (names: string) =>
  t('Give these variables values in the playlist of config.json: {names}', { names });

/** One dashboard, or a part of one, over the whole wall. */
export function WallScreen({ show, screen, isNext, isAlone }: WallScreenProps) {
  const { document, variables: given } = show;
  const { window, variables } = document.spec;
  const time = useLiveTime(window, isAlone);
  const values = useMemo(() => fixedValues(variables, given), [variables, given]);
  const size: CSSProperties & Record<`--${string}`, number> = { '--sb-zoom': screen.zoom };
  return (
    <div className={isNext ? styles.next : styles.screen} style={size} aria-hidden={isNext}>
      <PageTime value={time}>
        <FilledTiles variables={variables} values={values} hint={nameValues}>
          <WallGrid document={document} screen={screen} />
        </FilledTiles>
      </PageTime>
    </div>
  );
}
