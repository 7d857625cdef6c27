import { useMemo } from 'react';
import type { ActuatorInfo } from '../../model/catalogue.ts';
import { type WidgetEntry, WidgetTile } from '../WidgetTile.tsx';

interface ActuatorControlProps {
  readonly actuator: ActuatorInfo;
  /** Absent: the property's name. */
  readonly title?: string;
}

function widgetFor({ connection, device, property, domain }: ActuatorInfo): Omit<WidgetEntry, 'title'> {
  const actuator = { connection, device, property };
  switch (domain.type) {
    case 'boolean':
      return { type: 'switch', options: { actuator } };
    case 'choice':
      return { type: 'choice', options: { actuator, choices: domain.options } };
    case 'number': {
      if (property === 'publish-interval') return { type: 'interval', options: { connection, device } };
      const { type: _type, ...bounds } = domain;
      return { type: 'setpoint', options: { actuator, ...bounds } };
    }
    case 'json':
      return { type: 'json', options: actuator };
  }
}

/** The control that fits what an actuator takes, in a tile of its own, without any configuration. */
export function ActuatorControl({ actuator, title = actuator.property }: ActuatorControlProps) {
  const widget = useMemo(() => widgetFor(actuator), [actuator]);
  return <WidgetTile entry={{ ...widget, title }} />;
}
