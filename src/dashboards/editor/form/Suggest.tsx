import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { t } from '../../../ui/text.ts';
import styles from './form.module.css';

/** Something that can be taken instead of being typed. */
export interface Suggestion {
  /** One of its own in the list. */
  readonly value: string;
  readonly label: string;
  /** Quiet, behind the label. */
  readonly detail?: string;
}

/** More help nobody; typing brings the rest. */
const MOST_SHOWN = 40;

interface SuggestProps<One extends Suggestion> {
  readonly id: string;
  /** What the field says while nobody types in it. */
  readonly value: string;
  /** Asked for while the list is open: there may be thousands. The same function as long as it gives the same. */
  readonly suggestions: () => readonly One[];
  readonly placeholder?: string;
  /** Each text that is typed; absent: what is typed only searches. */
  readonly onType?: (text: string) => void;
  readonly onTake: (suggestion: One) => void;
  readonly isWrong?: boolean;
  readonly describedBy?: string | undefined;
}

function fitting<One extends Suggestion>(suggestions: readonly One[], typed: string): readonly One[] {
  const words = typed.toLowerCase().split(/\s+/);
  return suggestions.filter(({ label, detail = '' }) => {
    const text = `${label} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A text field with a list of what is known: arrows choose, Enter takes, Escape closes, and anything else can be typed. */
export function Suggest<One extends Suggestion>(props: SuggestProps<One>) {
  const { id, value, suggestions, placeholder, onType, onTake, isWrong = false, describedBy } = props;
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const known = useMemo(() => (isOpen ? suggestions() : []), [isOpen, suggestions]);
  const found = fitting(known, typed ?? '');
  const shown = found.slice(0, MOST_SHOWN);

  // The focus stays in the field: nothing else brings the option into view.
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);

  const close = () => {
    setOpen(false);
    setActive(-1);
    setTyped(null);
  };
  const take = (one: One) => {
    close();
    onTake(one);
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!isOpen) return setOpen(true);
      setActive((last) => Math.min(shown.length - 1, Math.max(0, last + step)));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const one = shown[active];
      if (one) take(one);
      else close();
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };

  return (
    <div className={styles.suggest}>
      <input
        id={id}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown[active] ? `${list}-${active}` : undefined}
        aria-invalid={isWrong}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={typed !== null && !onType ? typed : value}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={press}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          setOpen(true);
          setActive(-1);
          onType?.(text);
        }}
      />
      <div
        id={list}
        role="listbox"
        className={styles.list}
        aria-label={t('Suggestions')}
        hidden={shown.length === 0}
      >
        {shown.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus
          <div
            key={one.value}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            className={styles.option}
            // The field keeps the focus: leaving it closes the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(one)}
          >
            <span>{one.label}</span>
            {one.detail && <span className={styles.detail}>{one.detail}</span>}
          </div>
        ))}
        {found.length > shown.length && (
          <p className={styles.more}>{t('and {n} more: go on typing', { n: found.length - shown.length })}</p>
        )}
      </div>
    </div>
  );
}
