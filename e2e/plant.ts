import type { Plant } from '../demo/plant/plant.ts';

/** An order as specs compare it. */
export interface SeenOrder {
  readonly device: string;
  readonly property: string;
  readonly value: unknown;
}

/** Gives the orders that have reached devices since this was called, oldest first. */
export function ordersSince(plant: Plant): () => readonly SeenOrder[] {
  const before = plant.orders.length;
  return () => plant.orders.slice(before).map(({ device, property, value }) => ({ device, property, value }));
}
