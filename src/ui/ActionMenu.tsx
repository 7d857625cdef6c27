import { DotsButton } from './DotsButton.tsx';
import { lazy } from './lazy.tsx';

/** Something that can be done. */
export interface Action {
  readonly label: string;
  readonly run: () => void;
}

const fetchMenu = () => import('./OpenMenu.tsx');
const OpenMenu = lazy(fetchMenu);

interface ActionMenuProps {
  /** What the actions are about, for those who hear the page. */
  readonly label: string;
  readonly actions: readonly Action[];
}

/** A list of actions behind three dots. The list's code is fetched when somebody is about to open one. */
export function ActionMenu({ label, actions }: ActionMenuProps) {
  return (
    <DotsButton label={label} load={fetchMenu} menu={(props) => <OpenMenu {...props} actions={actions} />} />
  );
}
