/**
 * What a click costs until the order leaves the page, until it is at the device, and until the report of it is shown, on one machine, quiet and with telemetry on the same page.
 * Run with `npm run bench:commands` after `npm run build`. Figures of one run compare with each other only: back ends, page and browser share the
 * processors, so load slows all of them.
 */
import { type Browser, chromium, type Page } from 'playwright';
import { type Demo, startDemo } from '../demo/demo.ts';
import { storeSession } from '../e2e/session.ts';
import { findChromium } from '../scripts/chromium.mjs';

const BASE_PORT = 7700;
const CLICKS = 200;
/** Readings a second on the link that the orders take, beside the plant's own. */
const LOADS = [0, 20_000] as const;
/** They come as a message every few milliseconds, each with so many quantities a line. */
const MESSAGE_EVERY_MS = 10;
const QUANTITIES = 50;

const HEATER = '[data-widget="switch"][aria-label="Heater"]';

interface Latencies {
  /** From the click until the engine hands the order to the socket, ms: what the page itself takes. */
  readonly toSocket: number[];
  /** From the click to the order's arrival at the device, ms. */
  readonly toDevice: number[];
  /** From the click until the switch shows the report, ms. */
  readonly toConfirmed: number[];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Notes from now on when the page's engine hands an order to a socket; what is returned tells these times, epoch ms. */
async function noteOrders(page: Page): Promise<() => Promise<readonly number[]>> {
  const [engine] = page.workers();
  if (!engine) throw new Error('The page has no engine.');
  const noted = await engine.evaluateHandle(() => {
    const handedOver: number[] = [];
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      if (typeof data === 'string' && data.includes('/set"'))
        handedOver.push(performance.timeOrigin + performance.now());
      send.call(this, data);
    };
    return handedOver;
  });
  return () => noted.jsonValue();
}

/**
 * Clicks the heater's switch as a person does, and waits until it shows the report; both times, epoch ms. The first is the click's own, so that its
 * wait for a busy page counts.
 */
async function clickAndWait(page: Page): Promise<readonly [number, number]> {
  const control = page.locator(`${HEATER} [role="switch"]`);
  const watched = await control.evaluateHandle((button) => {
    const region = button.closest('[data-widget]');
    const before = region?.getAttribute('data-state');
    let clickedAt = Number.NaN;
    button.addEventListener('click', ({ timeStamp }) => (clickedAt = performance.timeOrigin + timeStamp), {
      capture: true,
      once: true,
    });
    const outcome = new Promise<readonly [number, number]>((resolve, reject) => {
      if (!region) throw new Error('There is no such switch.');
      const watch = new MutationObserver(() => {
        const state = region.getAttribute('data-state');
        if (state === before || state === 'pending') return;
        watch.disconnect();
        if (state === 'on' || state === 'off')
          resolve([clickedAt, performance.timeOrigin + performance.now()]);
        else reject(new Error(`The order ended as ${state}: ${region.textContent}`));
      });
      watch.observe(region, { attributeFilter: ['data-state'] });
    });
    return { outcome };
  });
  await control.click();
  const times = await watched.evaluate(({ outcome }) => outcome);
  await watched.dispose();
  return times;
}

/** Sends readings to whoever listens at the hub. What is returned ends it and tells how many there were. */
function startTelemetry(hub: Demo['backEnds']['hub'], rate: number): () => number {
  const begin = performance.now();
  let readings = 0;
  const timer = setInterval(() => {
    const lines: string[] = [];
    while (readings + QUANTITIES <= ((performance.now() - begin) / 1000) * rate) {
      const device = `thermometer/bench-${(readings / QUANTITIES) % 10}`;
      const values = Array.from({ length: QUANTITIES }, (_, index) => [`q${index}`, [readings % 977, '℃']]);
      lines.push(JSON.stringify([device, Object.fromEntries(values)]));
      readings += QUANTITIES;
    }
    if (lines.length > 0) hub.injectFrame(lines.join('\n'));
  }, MESSAGE_EVERY_MS);
  return () => {
    clearInterval(timer);
    return readings;
  };
}

async function measure(browser: Browser, rate: number): Promise<Latencies & { readings: number }> {
  const demo = await startDemo({
    basePort: BASE_PORT,
    times: { accessToken: 3_600_000, actuatorDelay: 0 },
  });
  try {
    const page = await browser.newPage({ baseURL: demo.origin });
    await storeSession(page, 'technician');
    await page.locator(`${HEATER}[data-state="off"]`).waitFor();
    const handedOver = await noteOrders(page);
    const arrivals: number[] = [];
    const { plant } = demo;
    const { received } = plant;
    plant.received = (order) => {
      arrivals.push(performance.timeOrigin + performance.now());
      received(order);
    };
    const telemetry = startTelemetry(demo.backEnds.hub, rate);
    const begin = performance.now();
    const latencies: Latencies = { toSocket: [], toDevice: [], toConfirmed: [] };
    for (let click = 0; click < CLICKS; click += 1) {
      const [clickedAt, confirmedAt] = await clickAndWait(page);
      const arrivedAt = arrivals[click];
      const orders = await handedOver();
      const leftAt = orders[click];
      if (arrivedAt === undefined || leftAt === undefined || arrivals.length !== click + 1)
        throw new Error('A click was not one order.');
      if (orders.length !== click + 1) throw new Error('A click was not one frame.');
      latencies.toSocket.push(leftAt - clickedAt);
      latencies.toDevice.push(arrivedAt - clickedAt);
      latencies.toConfirmed.push(confirmedAt - clickedAt);
      // Fewer than the page takes in a second.
      await page.waitForTimeout(150);
    }
    const seconds = (performance.now() - begin) / 1000;
    const readings = telemetry();
    return { ...latencies, readings: readings / seconds };
  } finally {
    await demo.stop();
  }
}

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  for (const rate of LOADS) {
    const { toSocket, toDevice, toConfirmed, readings } = await measure(browser, rate);
    const words = (values: readonly number[]) =>
      `p50 ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`;
    console.log(`${Math.round(readings)} readings/s beside the plant’s own, ${CLICKS} clicks`);
    console.log(`  click to socket     ${words(toSocket)}`);
    console.log(`  click to device     ${words(toDevice)}`);
    console.log(`  click to confirmed  ${words(toConfirmed)}`);
  }
} finally {
  await browser.close();
}
