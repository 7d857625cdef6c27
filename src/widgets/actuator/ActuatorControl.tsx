import { useMemo } from 'react';
import type { ActuatorInfo } from '../../model/catalogue.ts';
import { Tile } from '../../ui/Tile.tsx';
import { View as Choice } from '../choice/View.tsx';
import { View as Switch } from '../switch/View.tsx';
import widgetStyles from '../widgets.module.css';
import { Setpoint } from './Setpoint.tsx';

export interface ActuatorControlProps {
  readonly actuator: ActuatorInfo;
  /** Absent: the property's name. */
  readonly title?: string;
}

/** The control that fits what an actuator takes, in a tile, without any configuration. */
export function ActuatorControl({ actuator, title = actuator.property }: ActuatorControlProps) {
  const { connection, device, property, domain } = actuator;
  const target = useMemo(() => ({ connection, device, property }), [connection, device, property]);
  switch (domain.type) {
    case 'boolean':
      return <Switch title={title} options={{ actuator: target }} />;
    case 'choice':
      return <Choice title={title} options={{ actuator: target, choices: [...domain.options] }} />;
    case 'number':
      return <Setpoint title={title} actuator={actuator} domain={domain} />;
    case 'json':
      return (
        <Tile title={title} subtitle={device} widget="json">
          <p className={widgetStyles.waiting}>
            It takes values in a form of its own, for which there is no control here.
          </p>
        </Tile>
      );
  }
}
