/** Where the page is that the configuration is of. */
export const BASE = 'https://plant.example/board/';

/** Connections that are right as they are. */
export const hub = { id: 'bridge', protocol: 'clown-talk', url: 'wss://hub.example/x' };
export const fleet = { id: 'fleet', protocol: 'drogue', url: 'wss://ws.example', application: 'a' };
export const own = { id: 'own', protocol: 'json', url: 'wss://own.example', mapping: { device: '$.id' } };
/** What an order of `own` may go to. */
export const lamp = { device: 'lamp', property: 'on' };
