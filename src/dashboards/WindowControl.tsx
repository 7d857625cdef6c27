import { useId } from 'react';
import { type WindowPreset, windowPresetOf, windowPresets } from '../widgets/index.ts';
import styles from './dashboard.module.css';

interface WindowControlProps {
  readonly value: WindowPreset;
  readonly onChange: (preset: WindowPreset) => void;
}

/** The time window of all charts of a dashboard. */
export function WindowControl({ value, onChange }: WindowControlProps) {
  const name = useId();
  return (
    <fieldset className={styles.window}>
      <legend>Time window</legend>
      {Object.entries(windowPresets).map(([preset, { label }]) => (
        <label key={preset}>
          <input
            type="radio"
            name={name}
            value={preset}
            checked={preset === value}
            onChange={(event) => {
              const chosen = windowPresetOf(event.target.value);
              if (chosen) onChange(chosen);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
