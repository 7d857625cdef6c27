import { useState } from 'react';
import { useHeard } from '../../dashboards/editor/heard.ts';
import { withControl, withQuantity } from '../../dashboards/editor/quantity.ts';
import type { ActuatorInfo, SeriesInfo } from '../../model/catalogue.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/text.ts';
import styles from './adding.module.css';
import { KindChoice, type SeriesKind } from './KindChoice.tsx';
import { type Target, Targets, usePutting } from './Targets.tsx';

/** Quantities that are ticked at first: of a device with a hundred nobody wants them all. */
const CHOSEN = 6;

interface AddDeviceProps {
  readonly name: string;
  readonly series: readonly SeriesInfo[];
  readonly actuators: readonly ActuatorInfo[];
  readonly isAsked: boolean;
  readonly onDone: () => void;
}

interface PartsProps {
  readonly title: string;
  readonly parts: readonly string[];
  readonly left: ReadonlySet<string>;
  readonly onToggle: (part: string) => void;
}

function Parts({ title, parts, left, onToggle }: PartsProps) {
  if (parts.length === 0) return null;
  return (
    <fieldset className={styles.parts}>
      <legend>{title}</legend>
      {parts.map((one) => (
        <label key={one}>
          <input type="checkbox" checked={!left.has(one)} onChange={() => onToggle(one)} />
          {one}
        </label>
      ))}
    </fieldset>
  );
}

/** @param initial left out until somebody ticks it */
function useLeft(initial: readonly string[]): readonly [ReadonlySet<string>, (part: string) => void] {
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(initial));
  const toggle = (part: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(part)) next.add(part);
      return next;
    });
  return [left, toggle];
}

/** Puts a device's controls and quantities, or some of them, on one of the person's dashboards. */
export default function AddDevice({ name, series, actuators, isAsked, onDone }: AddDeviceProps) {
  const { targets, put, outcome } = usePutting();
  const heard = useHeard();
  const [kind, setKind] = useState<SeriesKind>('timeseries');
  const [controlsLeft, toggleControl] = useLeft([]);
  const [seriesLeft, toggleSeries] = useLeft(series.slice(CHOSEN).map((one) => one.quantity));
  const chosenControls = actuators.filter((one) => !controlsLeft.has(one.property));
  const chosenSeries = series.filter((one) => !seriesLeft.has(one.quantity));
  const count = chosenControls.length + chosenSeries.length;
  const take = (target: Target | null) => {
    onDone();
    void put(
      target,
      (document) =>
        chosenSeries.reduce(
          (before, info) => withQuantity(before, info, kind, heard),
          chosenControls.reduce((before, one) => withControl(before, one, heard), document),
        ),
      (title) => t('Added {count, plural, one {# widget} other {# widgets}} to “{title}”.', { count, title }),
    );
  };
  return (
    <>
      {isAsked && (
        <Dialog title={t('Add {name} to a dashboard', { name })} onClose={onDone}>
          <div className={dialog.form}>
            <Parts
              title={t('Controls')}
              parts={actuators.map((one) => one.property)}
              left={controlsLeft}
              onToggle={toggleControl}
            />
            <Parts
              title={t('Quantities')}
              parts={series.map((one) => one.quantity)}
              left={seriesLeft}
              onToggle={toggleSeries}
            />
            {chosenSeries.length > 0 && <KindChoice kind={kind} onChoose={setKind} />}
            {count > 0 ? (
              <Targets targets={targets} onTake={take} />
            ) : (
              <p>{t('Choose something to be added.')}</p>
            )}
            <div className={dialog.buttons}>
              <button type="button" className={controls.button} onClick={onDone}>
                {t('Cancel')}
              </button>
            </div>
          </div>
        </Dialog>
      )}
      {outcome}
    </>
  );
}
