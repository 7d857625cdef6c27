import type { Plant, ReceivedOrder } from './plant.ts';
import { createSimulation, type SimulationOptions, STEP_SECONDS } from './simulation.ts';

const STEP_MS = STEP_SECONDS * 1000;
/** After a pause longer than this (a laptop that slept) the plant goes on from where it was instead of catching up. */
const MOST_STEPS_AT_ONCE = 50;
const ORDERS_KEPT = 10_000;

/**
 * Starts the plant: ten steps a second of real time, counted by the clock, so a late timer loses none.
 * `stop` ends its timer; nothing else holds the process.
 */
export function createPlant(options: SimulationOptions): Plant {
  const { step, ...simulation } = createSimulation(options);
  const listeners = new Set<() => void>();
  const orders: ReceivedOrder[] = [];
  let steppedUntil = Date.now();

  const timer = setInterval(() => {
    const due = Math.floor((Date.now() - steppedUntil) / STEP_MS);
    if (due < 0 || due > MOST_STEPS_AT_ONCE) {
      steppedUntil = Date.now();
      return;
    }
    for (let done = 0; done < due; done += 1) {
      steppedUntil += STEP_MS;
      step();
      for (const listener of [...listeners]) listener();
    }
  }, STEP_MS);

  return {
    ...simulation,
    onStep: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    orders,
    received: (order) => {
      orders.push(order);
      if (orders.length > ORDERS_KEPT) orders.shift();
    },
    stop: () => {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
