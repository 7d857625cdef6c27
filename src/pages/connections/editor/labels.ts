import { type PlainText, t } from '../../../ui/text.ts';

/** What a field is called, and what to write into it. */
interface Label {
  readonly label: PlainText;
  readonly help?: PlainText;
  readonly placeholder?: string;
}

/** By path without indices; one with a protocol before it goes before one without. */
const LABELS: Readonly<Record<string, Label>> = {
  staleAfterSeconds: {
    label: 'Stale after, seconds',
    help: 'A value with no reading for longer is shown as stale.',
  },
  silenceSeconds: {
    label: 'Silent after, seconds',
    help: 'A link that has said nothing for longer takes no orders.',
  },
  commandRole: {
    label: 'Who may send commands',
    help: 'The least role. Never less than config.json asks for this host.',
  },
  history: { label: 'Keep readings in this browser, so that a reload keeps the picture' },

  rooms: {
    label: 'Rooms',
    help: 'Where devices are, for dashboards with a choice of rooms. They go before what the back end says.',
  },
  'rooms.room': { label: 'Room', placeholder: 'Boiler room' },
  'rooms.devices': { label: 'Devices', help: 'One on each line, as the page names them in addresses.' },

  'drogue:application': { label: 'Application', placeholder: 'fleet' },
  'drogue:channel': { label: 'Channel', help: 'Only events of this channel. Empty: all of them.' },
  'drogue:groupId': {
    label: 'Group',
    help: 'All pages of one group share the events between them. Empty: this page gets every event.',
  },
  'drogue:commandUrl': {
    label: 'Command endpoint',
    help: 'Base address for commands. Empty: this connection takes none.',
    placeholder: 'https://command.example',
  },
  'kamea:devices': { label: 'Devices', help: 'Kamea sends only what is subscribed to.' },
  'kamea:devices.deviceId': { label: 'Device id' },
  'kamea:devices.tenantId': { label: 'Tenant id' },
  'kamea:event': { label: 'Event that carries telemetry' },
  'webchannel:channel': { label: 'Channel', placeholder: 'user:1' },
  'streambed:entities': {
    label: 'Entities',
    help: 'One on each line. Browsers open six streams to a host over HTTP/1.1.',
  },
  'clown-talk:tokenParameter': {
    label: 'Query parameter for the token',
    help: 'For a gate that takes it there. Empty: in the place of the password, which takes longer.',
  },
  'clown-talk:configVerb': {
    label: 'How the publish interval is set',
    help: '"update" for newer firmware.',
  },

  'json:mapping': {
    label: 'Where the values are',
    help: 'Paths into the JSON of a frame: $ is the reading, $$ the whole frame. The test shows frames.',
  },
  'json:mapping.device': {
    label: 'Device',
    help: 'A path, or a fixed name after =.',
    placeholder: '$.id',
  },
  'json:mapping.time': { label: 'Time', help: 'Empty: the time of arrival.', placeholder: '$.ts' },
  'json:mapping.values': {
    label: 'Values',
    help: 'An object of values by quantity, or one value.',
    placeholder: '$.data',
  },
  'json:mapping.quantity': {
    label: 'Quantity',
    help: 'For one value: a path, or a name after =. Empty: the last name of its path.',
    placeholder: '$.name',
  },
  'json:mapping.unit': { label: 'Unit', help: 'A path, or a unit after =.', placeholder: '$.unit' },
  'json:mapping.room': {
    label: 'Room',
    help: 'Where the device is, for dashboards with a choice of rooms: a path, or a name after =.',
    placeholder: '$.room',
  },
  'json:mapping.batch': {
    label: 'List of readings',
    help: 'For frames that hold many.',
    placeholder: '$.readings',
  },
  'json:greeting': {
    label: 'Sent when the link opens',
    help: 'A JSON list of messages, such as subscriptions.',
    placeholder: '[{"subscribe": "all"}]',
  },
  'json:greetingEvent': { label: 'Event of the greeting', help: 'Socket.IO only.' },
  'json:event': {
    label: 'Event that carries readings',
    help: 'Socket.IO and server-sent events. Empty: all of them.',
  },
  'json:tokenParameter': {
    label: 'Query parameter for the token',
    help: 'WebSocket only: a page cannot send headers there.',
  },
  'json:rejections': {
    label: 'How orders are refused',
    help: 'For a back end that answers an order over the link by a message that says why not.',
  },
  'json:rejections.text': { label: 'Why, in words', placeholder: '$.error' },
  'json:rejections.device': {
    label: 'Whose order',
    help: 'Empty: only an order that is the only one open can be meant.',
    placeholder: '$.device',
  },
  'json:rejections.property': { label: 'For which property', placeholder: '$.property' },
  'json:rejections.event': {
    label: 'Event of refusals',
    help: 'Socket.IO and server-sent events. Empty: any.',
  },
  'json:rejections.forAll': { label: 'Everybody hears of it, whoever ordered' },
  'json:commands': { label: 'Commands', help: 'What devices take.' },
  'json:commands.url': { label: 'Address', help: 'For commands by HTTP. Empty: over the link.' },
  'json:commands.method': { label: 'Method' },
  'json:commands.event': { label: 'Event', help: 'Socket.IO only.' },
  'json:commands.template': {
    label: 'Message',
    help: 'JSON in which $value, $device and $property are replaced.',
    placeholder: '{"set": "$value"}',
  },

  actuators: { label: 'What devices take', help: 'This back end does not tell by itself.' },
  device: { label: 'Device' },
  property: { label: 'Property' },
  reports: { label: 'The device reports it, so that it can confirm commands' },
  command: { label: 'Command name', help: 'Empty: the property.' },
  domain: { label: 'Values it takes' },
  'domain.boolean': { label: 'On or off' },
  'domain.json': { label: 'Any JSON' },
  'domain.options': { label: 'One of a list' },
  'domain.min': { label: 'A number' },
  options: { label: 'Choices', help: 'One on each line.' },
  min: { label: 'From' },
  max: { label: 'To' },
  step: { label: 'In steps of' },
  unit: { label: 'Unit' },
};

/** `commandUrl` as words: a schema may have grown since the labels were written. */
function inWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether somebody has written what a field is called. @param path without indices */
export function isLabelled(protocol: string, path: string): boolean {
  return found(protocol, path) !== undefined;
}

function found(protocol: string, path: string): Label | undefined {
  const name = path.split('.').at(-1) ?? path;
  return LABELS[`${protocol}:${path}`] ?? LABELS[path] ?? LABELS[name];
}

/** A {@link Label} in the page's language. */
interface Drawn {
  readonly label: string;
  readonly help: string | undefined;
  readonly placeholder: string | undefined;
}

/** What a field is called. @param path as in `devices[0].deviceId` */
export function labelOf(protocol: string, path: string): Drawn {
  const plain = path.replace(/\[\d+\]/g, '');
  const { label, help, placeholder } = found(protocol, plain) ?? {};
  return {
    label: label === undefined ? inWords(plain.split('.').at(-1) ?? plain) : t(label),
    help: help && t(help),
    placeholder,
  };
}

/** What one form of a value that has several is called. */
export function variantLabel(name: string, variant: string): string {
  const label = LABELS[`${name}.${variant}`]?.label;
  return label === undefined ? inWords(variant) : t(label);
}

/** Address and what it connects to, by protocol and transport. */
export const ADDRESSES: Readonly<Record<string, { readonly placeholder: string; readonly help: PlainText }>> =
  {
    drogue: {
      placeholder: 'wss://ws-integration.example',
      help: 'The WebSocket integration’s base address, without the application.',
    },
    kamea: {
      placeholder: 'https://wss.example/devices',
      help: 'The namespace, which is /devices where nothing else is named.',
    },
    webchannel: { placeholder: 'https://jobs.example', help: 'The base address, before /webchannel.' },
    streambed: { placeholder: 'https://edge.example', help: 'The base address, before /api/temperature.' },
    'clown-talk': {
      placeholder: 'wss://hub/auth/clown-talk-server_nodes_bridge_0',
      help: 'The hub’s WebSocket address, without user name and password.',
    },
    json: { placeholder: 'wss://mine.example/stream', help: 'Where the messages come from.' },
  };

export const TRANSPORT_NAMES: Readonly<Record<string, PlainText>> = {
  websocket: 'WebSocket',
  socketio: 'Socket.IO',
  sse: 'Server-sent events',
};
