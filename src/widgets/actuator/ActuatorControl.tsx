import { useMemo } from 'react';
import type { ActuatorInfo } from '../../model/catalogue.ts';
import { Tile } from '../../ui/Tile.tsx';
import { type WidgetEntry, WidgetTile } from '../WidgetTile.tsx';
import widgetStyles from '../widgets.module.css';

interface ActuatorControlProps {
  readonly actuator: ActuatorInfo;
  /** Absent: the property's name. */
  readonly title?: string;
}

function widgetFor({
  connection,
  device,
  property,
  domain,
}: ActuatorInfo): Omit<WidgetEntry, 'title'> | null {
  const actuator = { connection, device, property };
  switch (domain.type) {
    case 'boolean':
      return { type: 'switch', options: { actuator } };
    case 'choice':
      return { type: 'choice', options: { actuator, choices: domain.options } };
    case 'number': {
      const { type: _type, ...bounds } = domain;
      return { type: 'setpoint', options: { actuator, ...bounds } };
    }
    case 'json':
      return null;
  }
}

/** The control that fits what an actuator takes, in a tile of its own, without any configuration. */
export function ActuatorControl({ actuator, title = actuator.property }: ActuatorControlProps) {
  const widget = useMemo(() => widgetFor(actuator), [actuator]);
  if (widget) return <WidgetTile entry={{ ...widget, title }} />;
  return (
    <Tile title={title} subtitle={actuator.device} widget="json">
      <p className={widgetStyles.waiting}>
        It takes values in a form of its own, for which there is no control here.
      </p>
    </Tile>
  );
}
