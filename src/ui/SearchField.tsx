import controls from './controls.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A field for what is to be found. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <label className={controls.field}>
      {label}
      <input
        type="search"
        // That it is empty is told to the style of what is printed.
        placeholder=" "
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
