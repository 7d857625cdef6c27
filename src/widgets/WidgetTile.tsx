import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { rich } from '../ui/rich.tsx';
import { said } from '../ui/said.ts';
import { Tile } from '../ui/Tile.tsx';
import { t } from '../ui/text.ts';
import type { BoundView } from './definition.ts';
import { inTurn } from './in-turn.ts';
import { useOnScreen } from './on-screen.ts';
import { findWidget, widgets } from './registry.ts';
import { Problem, WidgetBoundary } from './WidgetBoundary.tsx';
import styles from './widgets.module.css';

/** A widget as a dashboard has it: nothing in it has been checked but that `type` and `title` are text. */
export interface WidgetEntry {
  readonly type: string;
  readonly title: string;
  readonly options?: unknown;
}

/** A tile's drawing code is fetched when it comes this near to the screen, CSS pixels. */
const NEAR = 300;

type Loading =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly View: BoundView }
  | { readonly state: 'failed' };

/**
 * One widget of a dashboard: checks its options, fetches its drawing code once it comes near the screen, and
 * keeps whatever goes wrong to itself.
 */
export function WidgetTile({ entry }: { readonly entry: WidgetEntry }) {
  const { type, options, title } = entry;
  const place = useRef<HTMLDivElement>(null);
  const near = useOnScreen(place, NEAR, true);
  const [loading, setLoading] = useState<Loading>({ state: 'waiting' });
  const widget = findWidget(type);
  // Equal options are the same options: a widget must not start anew because its page was drawn again.
  const written = JSON.stringify(options) ?? 'null';
  const prepared = useMemo(() => widget?.prepare(JSON.parse(written)), [widget, written]);

  const load = useCallback(() => {
    if (!prepared?.ok) return;
    let current = true;
    let giveUp = () => {};
    setLoading({ state: 'waiting' });
    prepared.load().then(
      (View) => {
        if (current) giveUp = inTurn(() => setLoading({ state: 'ready', View }));
      },
      () => current && setLoading({ state: 'failed' }),
    );
    return () => {
      current = false;
      giveUp();
    };
  }, [prepared]);
  useEffect(() => (near ? load() : undefined), [near, load]);

  if (!widget || !prepared) {
    return (
      <Problem title={title} type={type}>
        <p>{t('There is no widget of type “{type}”.', { type })}</p>
        <p>
          {rich('Change {field} in the dashboard to one of: {types}.', {
            field: <code>type</code>,
            types: widgets.map((one) => one.type).join(', '),
          })}
        </p>
      </Problem>
    );
  }
  if (!prepared.ok) {
    return (
      <Problem title={title} type={type}>
        <p>{t('The options of this {type} cannot be used:', { type })}</p>
        <ul>
          {prepared.problems.map((problem) => (
            <li key={problem}>{said(problem)}</li>
          ))}
        </ul>
        <p>{t('Correct them in the dashboard’s document; nothing in it was changed.')}</p>
      </Problem>
    );
  }
  if (loading.state === 'failed') {
    return (
      <Problem title={title} type={type}>
        <p>{t('The code of this widget could not be fetched. Check the network, then try again.')}</p>
        <button type="button" className={`${styles.button} ${styles.small}`} onClick={load}>
          {t('Try again')}
        </button>
      </Problem>
    );
  }
  if (loading.state === 'ready') {
    const { View } = loading;
    return (
      <WidgetBoundary title={title} type={type}>
        <View title={title} />
      </WidgetBoundary>
    );
  }
  return (
    <Tile title={title} widget={type}>
      <div ref={place} className={styles.skeleton} data-waits="" />
    </Tile>
  );
}
