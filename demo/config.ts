import { CLIENT_ID } from './identity/provider-configuration.ts';
import { PORT_OFFSETS } from './ports.ts';

/** Whose cells they are. */
const TENANT = '12B80001';

/**
 * The `config.json` of the demo whose page listens on `basePort`. Built anew for each base port, so that several demos
 * can run beside each other.
 */
export function demoConfig(basePort: number) {
  const host = (part: keyof typeof PORT_OFFSETS) => `localhost:${basePort + PORT_OFFSETS[part]}`;
  return {
    $schema: './config.schema.json',
    title: 'Demo plant',
    oidc: {
      authority: `http://${host('identity')}`,
      clientId: CLIENT_ID,
      scope: 'openid profile offline_access',
      rolesClaim: 'realm_access.roles',
    },
    connections: [
      {
        id: 'bridge',
        name: 'Bridge',
        protocol: 'clown-talk',
        url: `ws://${host('hub')}/auth/clown-talk-server_nodes_bridge_0`,
        credentials: { kind: 'oidc' },
        tokenParameter: 'access_token',
        rooms: [
          {
            room: 'Workshop',
            devices: [
              'thermometer/i2c0-48',
              'humidity-sensor/i2c0-40',
              'co2-sensor/i2c0-38',
              'lux-meter/i2c0-44',
              'barometer/i2c0-60',
              'pir/-',
              'relay/i2c0-3b',
              'relay/i2c0-3f',
            ],
          },
        ],
      },
      {
        id: 'fleet',
        name: 'Fleet',
        protocol: 'drogue',
        url: `ws://${host('drogue')}`,
        application: 'fleet',
        commandUrl: `http://${host('drogue')}`,
        // Drogue does not tell what its devices take.
        actuators: [
          {
            device: 'dimmer-1',
            property: 'level',
            domain: { min: 0, max: 100, step: 5, unit: '%' },
            reports: true,
          },
        ],
        rooms: [
          { room: 'Workshop', devices: ['meter-workshop'] },
          { room: 'Office', devices: ['meter-office', 'dimmer-1'] },
        ],
        credentials: { kind: 'oidc' },
      },
      {
        id: 'cells',
        name: 'Climate cells',
        protocol: 'kamea',
        url: `http://${host('kamea')}/devices`,
        devices: [
          { deviceId: 'C5C80001', tenantId: TENANT },
          { deviceId: 'C5C80002', tenantId: TENANT },
        ],
        rooms: [
          { room: 'Office', devices: ['C5C80001'] },
          { room: 'Lab', devices: ['C5C80002'] },
        ],
        credentials: { kind: 'oidc' },
      },
      {
        id: 'jobs',
        name: 'Jobs',
        protocol: 'webchannel',
        url: `ws://${host('webchannel')}`,
        channel: 'user:1',
        credentials: { kind: 'token-url', url: `http://${host('webchannel')}/api/channel-token` },
      },
      {
        id: 'edge',
        name: 'Edge',
        protocol: 'streambed',
        url: `http://${host('streambed')}`,
        entities: ['1', '2'],
        rooms: [
          { room: 'Cold store', devices: ['1'] },
          { room: 'Outdoor', devices: ['2'] },
        ],
        credentials: { kind: 'none' },
      },
    ],
    dashboards: ['dashboards/overview.json', 'dashboards/thermometer.json'],
    kiosk: {
      playlists: {
        hall: {
          seconds: 20,
          dashboards: [
            'dashboards/overview.json',
            { dashboard: 'dashboards/thermometer.json', seconds: 10, variables: { device: 'C5C80001' } },
          ],
        },
      },
    },
    alarms: [
      {
        id: 'workshop-temperature',
        title: 'Workshop temperature',
        advice: 'Switch the heater off and open the gate.',
        kind: 'limit',
        connection: 'bridge',
        device: 'thermometer/*',
        quantity: 'temperature',
        highHigh: { at: 28 },
        high: { at: 24 },
        low: { at: 15, priority: 'medium' },
        deadband: 0.5,
        onDelaySeconds: 2,
      },
      {
        id: 'workshop-air',
        title: 'Workshop air',
        advice: 'Switch the fan on.',
        kind: 'limit',
        connection: 'bridge',
        device: 'co2-sensor/*',
        quantity: 'concentration',
        highHigh: { at: 2_000 },
        high: { at: 1_200, priority: 'medium' },
        deadband: 50,
        onDelaySeconds: 10,
      },
      {
        id: 'office-light',
        title: 'Office light left at full',
        kind: 'limit',
        device: 'dimmer-1',
        quantity: 'level',
        high: { at: 90, priority: 'low' },
        onDelaySeconds: 30,
      },
      {
        id: 'cold-store',
        title: 'Cold store warms up',
        advice: 'Close its door.',
        kind: 'change',
        connection: 'edge',
        quantity: 'temperature',
        by: 15,
        withinSeconds: 60,
        direction: 'rise',
        priority: 'high',
      },
      {
        id: 'silent',
        title: 'No readings',
        kind: 'stale',
        connection: 'bridge',
        afterSeconds: 120,
        priority: 'low',
      },
      { id: 'link', title: 'Connection down', kind: 'connection', onDelaySeconds: 60 },
    ],
  };
}

/**
 * What somebody adds to the `connections` who wants the demo's JSON service, too: one device is ordered over the socket, one by HTTP. It stands in no
 * `config.json` by itself.
 */
export function jsonConnection(basePort: number) {
  const host = `localhost:${basePort + PORT_OFFSETS.json}`;
  const order = { device: '$device', property: '$property', value: '$value' };
  return {
    id: 'service',
    name: 'Service',
    protocol: 'json',
    url: `ws://${host}/stream`,
    credentials: { kind: 'oidc' },
    mapping: { device: '$.id', time: '$.at', values: '$.values' },
    // Whenever the link opens, devices are asked what they are set to.
    greeting: [{ ask: 'states' }],
    // What it will not do it says on the socket of whoever ordered, without saying which order that was.
    rejections: { text: '$.error', forAll: false },
    commands: [
      { device: 'ventilator', property: 'running', domain: 'boolean', reports: true, template: { order } },
      {
        device: 'lamp',
        property: 'level',
        domain: { min: 0, max: 100, step: 5, unit: '%' },
        reports: true,
        url: `http://${host}/orders`,
        template: order,
      },
    ],
  };
}

/** What `demoConfig` makes. */
export type DemoConfig = ReturnType<typeof demoConfig>;
