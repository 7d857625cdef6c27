import { IconDots } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Asked } from './Asked.tsx';
import styles from './DotsButton.module.css';

/** What a list of actions is told of the button that opens it. */
export interface MenuProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  /** What opens it. */
  readonly children: ReactElement;
}

interface DotsButtonProps {
  /** What the actions are about, for those who hear the page. */
  readonly label: string;
  /** Fetches the list's code, when somebody is about to open it. */
  readonly load: () => Promise<unknown>;
  /** Draws the list beside its button, with code that {@link load} brings. */
  readonly menu: (props: MenuProps) => ReactNode;
}

/** A button with three dots that opens a list of actions. */
export function DotsButton({ label, load, menu }: DotsButtonProps) {
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setWanted(true);
    setOpened(true);
  };
  const prefetch = () => {
    // What fails now is tried again by the click, and said then.
    load().catch(() => undefined);
  };
  const face = {
    type: 'button',
    className: styles.button,
    'aria-label': label,
    'aria-haspopup': 'menu',
    title: label,
    children: <IconDots size={16} aria-hidden="true" />,
  } as const;
  const before = (
    <button {...face} aria-expanded={false} onPointerEnter={prefetch} onFocus={prefetch} onClick={open} />
  );
  if (!wanted) return before;
  return (
    <Asked before={before} onClose={() => setWanted(false)}>
      {menu({ opened, onChange: setOpened, children: <button {...face} /> })}
    </Asked>
  );
}
