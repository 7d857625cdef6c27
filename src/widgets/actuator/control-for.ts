import type { ActuatorInfo } from '../../model/catalogue.ts';

/** The control that fits what an actuator takes: a kind of widget and its options. */
export function controlFor({ connection, device, property, domain }: ActuatorInfo): {
  readonly type: string;
  readonly options: unknown;
} {
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
