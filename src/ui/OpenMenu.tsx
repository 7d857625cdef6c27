import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import { Menu } from '@mantine/core';
import type { Action } from './ActionMenu.tsx';
import type { MenuProps } from './DotsButton.tsx';
import { useFullScreen } from './full-screen.ts';
import { Mantine } from './Mantine.tsx';

interface OpenMenuProps extends MenuProps {
  readonly actions: readonly Action[];
}

/** The list of an {@link ActionMenu}, beside what opens it. */
export default function OpenMenu({ opened, onChange, actions, children }: OpenMenuProps) {
  const filled = useFullScreen();
  return (
    <Mantine>
      <Menu
        opened={opened}
        onChange={onChange}
        position="bottom-end"
        withinPortal
        {...(filled instanceof HTMLElement && { portalProps: { target: filled } })}
        // It would be a child of the list that is no item; the first item takes the focus.
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          {actions.map(({ label, run }) => (
            <Menu.Item key={label} mih="var(--sb-touch)" onClick={run}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Mantine>
  );
}
