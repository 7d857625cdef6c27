// The limit: what a worker can do at all. Receives frames, parses them, writes value and time, and nothing else.
const SIZE = 1 << 20;
const times = new Float64Array(SIZE);
const values = new Float64Array(SIZE);
const parameters = new URL(location.href).searchParams;
const kind = parameters.get('kind');
let frames = 0;
let readings = 0;

function put(time, value) {
  const at = readings++ & (SIZE - 1);
  times[at] = time;
  values[at] = value;
}

const take = {
  json: (text) => {
    const reading = JSON.parse(text);
    put(reading.ts, reading.value);
  },
  drogue: (text) => {
    const event = JSON.parse(text);
    put(Date.parse(event.time), event.data.temperature);
  },
  'clown-talk': (text) => {
    const message = JSON.parse(text);
    put(Date.now(), message[1].temperature[0]);
  },
  'json-batch': (text) => {
    for (const reading of JSON.parse(text)) put(reading.ts, reading.value);
  },
}[kind];

const socket = new WebSocket(`ws://127.0.0.1:${parameters.get('port')}`);
socket.onmessage = (message) => {
  frames += 1;
  take(message.data);
};

self.figures = () => ({
  time: performance.timeOrigin + performance.now(),
  frames,
  readings,
  lost: 0,
  open: socket.readyState === WebSocket.OPEN,
});
