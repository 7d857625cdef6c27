import { useEffect, useId, useState } from 'react';
import { type WindowPreset, windowPresetOf, windowPresets } from '../widgets/index.ts';
import styles from './dashboard.module.css';

interface WindowControlProps {
  readonly value: WindowPreset;
  readonly onChange: (preset: WindowPreset) => void;
}

/** The time window of all charts of a dashboard. */
export function WindowControl({ value, onChange }: WindowControlProps) {
  const name = useId();
  // The address follows a moment later: until then the choice itself is shown, or the mark would jump back.
  const [chosen, setChosen] = useState(value);
  useEffect(() => setChosen(value), [value]);
  return (
    <fieldset className={styles.window}>
      <legend>Time window</legend>
      {Object.entries(windowPresets).map(([preset, { label }]) => (
        <label key={preset}>
          <input
            type="radio"
            name={name}
            value={preset}
            checked={preset === chosen}
            onChange={(event) => {
              const next = windowPresetOf(event.target.value);
              if (!next) return;
              setChosen(next);
              onChange(next);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
