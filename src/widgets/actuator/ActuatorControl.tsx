import { useMemo } from 'react';
import type { ActuatorInfo } from '../../model/catalogue.ts';
import { WidgetTile } from '../WidgetTile.tsx';
import { controlFor } from './control-for.ts';

interface ActuatorControlProps {
  readonly actuator: ActuatorInfo;
  /** Absent: the property's name. */
  readonly title?: string;
}

/** The control that fits what an actuator takes, in a tile of its own, without any configuration. */
export function ActuatorControl({ actuator, title = actuator.property }: ActuatorControlProps) {
  const widget = useMemo(() => controlFor(actuator), [actuator]);
  return <WidgetTile entry={{ ...widget, title }} />;
}
