import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import widgetStyles from '../widgets.module.css';

interface NoCommandsProps {
  readonly title: string;
  readonly widget: string;
  readonly why: string;
}

/** Stands where a control would be, on a back end that takes no commands: a dead control would only invite to be pressed. */
export function NoCommands({ title, widget, why }: NoCommandsProps) {
  return (
    <Tile title={title} widget={widget} state="unavailable">
      <p className={widgetStyles.waiting}>{said(why)}</p>
    </Tile>
  );
}
