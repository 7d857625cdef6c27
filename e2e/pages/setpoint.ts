import { expect, type Locator, type Page } from '@playwright/test';
import { ControlTile } from './controls.ts';
import { DevicesPage } from './devices.ts';

/** A number that is typed in and set. */
export class SetpointTile extends ControlTile {
  constructor(page: Page, title: string) {
    super(page, title, 'setpoint');
  }

  get field(): Locator {
    return this.region.getByRole('spinbutton');
  }

  /** Types a number in and sets it. */
  async order(value: number): Promise<void> {
    await this.field.fill(String(value));
    await this.button('Set').click();
  }

  /** Waits until the link is there and the device has said what it is. @param timeout longer than usual where a link has to come back first, ms */
  async expectTakesOrders(timeout = 10_000): Promise<void> {
    await expect(this.button('Set')).toHaveAttribute('aria-disabled', 'false', { timeout });
  }
}

/** A device's setpoint on the device's page, which is gone to from the list of devices, once it reads so and takes orders. */
export async function openSetpoint(
  page: Page,
  device: string,
  title: string,
  value: number,
  timeout?: number,
): Promise<SetpointTile> {
  await new DevicesPage(page).open(device);
  const setpoint = new SetpointTile(page, title);
  await expect.poll(() => setpoint.number()).toBe(value);
  await setpoint.expectTakesOrders(timeout);
  return setpoint;
}
