import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './ActionMenu.module.css';
import { Asked } from './Asked.tsx';
import { lazy } from './lazy.tsx';

/** Something that can be done. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
}

const fetchMenu = () => import('./OpenMenu.tsx');
const OpenMenu = lazy(fetchMenu);

function prefetch(): void {
  // What fails now is tried again by the click, and said then.
  fetchMenu().catch(() => undefined);
}

interface ActionMenuProps {
  /** What the actions are about, for those who hear the page. */
  readonly label: string;
  readonly actions: readonly Action[];
}

/** A button with three dots that opens a list of actions. The list's code is fetched when somebody is about to open one. */
export function ActionMenu({ label, actions }: ActionMenuProps) {
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);
  const open = () => {
    setWanted(true);
    setOpened(true);
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
      <OpenMenu opened={opened} onChange={setOpened} actions={actions}>
        <button {...face} />
      </OpenMenu>
    </Asked>
  );
}
