/** A connection of the browser's own: only such can be changed. It is not used. */
export const OWN_CONNECTION = {
  id: 'mine',
  name: 'Mine',
  protocol: 'json',
  transport: 'sse',
  url: 'http://localhost:9/stream',
  mapping: { device: '=mine', values: '$.values' },
};
