import type { Page } from '@playwright/test';
import { ChartTile, SwitchTile, Tile } from './tile.ts';

/** Titles of the charts on the demo's dashboard, which are of all five back ends. */
export const CHARTS = [
  'Workshop temperature',
  'Workshop CO₂',
  'Power',
  'Office and lab temperature',
  'Cold store and outdoor',
  'Bakery progress',
] as const;

/** The demo's dashboard. */
export class OverviewPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  tile(title: string): Tile {
    return new Tile(this.#page, title);
  }

  switch(title: string): SwitchTile {
    return new SwitchTile(this.#page, title);
  }

  chart(title: string): ChartTile {
    return new ChartTile(this.#page, title);
  }
}
