import { jsonConnection } from '../../demo/config.ts';
import { PORT_OFFSETS } from '../../demo/ports.ts';
import { FaultProxy } from '../fault-proxy.ts';
import { test as base, expect } from '../fixtures.ts';
import { AuditPage } from '../pages/audit.ts';
import { OverviewPage } from '../pages/overview.ts';
import type { SwitchTile } from '../pages/tile.ts';
import { ordersSince, type SeenOrder } from '../plant.ts';

export { expect } from '../fixtures.ts';

/** Proxies listen so far above what they stand before; the ports are of the worker's own block. */
const PROXY_OFFSET = 10;

/** Seconds in the place of the defaults, where only waiting would be the difference. */
const COMMAND_DEADLINE_S = 2;
/** Longer than the deadline, so that it is the order that finds the link dead and not the watch over the link. */
const SILENCE_S = 8;

/** How a command ended, as the audit words it; several where the moment of the fault decides. */
type Outcome = 'confirmed' | 'accepted' | 'rejected' | 'refused' | 'timed out' | RegExp;

const BACK_ENDS = ['hub', 'drogue', 'kamea', 'webchannel', 'streambed', 'json'] as const;
type BackEnd = (typeof BACK_ENDS)[number];

interface FaultFixtures {
  /** Proxies before the back ends. The page knows these addresses only. */
  readonly proxies: Readonly<Record<BackEnd, FaultProxy>>;
  /** How long a link may be silent before the page takes no orders for it, s. */
  readonly silenceSeconds: number;
  /** How long an order may take, s. */
  readonly deadlineSeconds: number;
  /** Whether the page is connected to the JSON service, too. */
  readonly withJson: boolean;
  /** A technician before the heater's switch, which is off and takes orders; and the orders that reach devices from then on. */
  readonly atHeater: () => Promise<{
    readonly heater: SwitchTile;
    readonly orders: () => readonly SeenOrder[];
  }>;
  /** Goes to the audit and expects exactly these commands, newest first, each with exactly one end. */
  readonly expectAudit: (...outcomes: readonly (readonly [Outcome, words: RegExp])[]) => Promise<void>;
}

/** Every connection leads through a proxy that can be told to fail. */
export const test = base.extend<FaultFixtures>({
  silenceSeconds: [SILENCE_S, { option: true }],
  deadlineSeconds: [COMMAND_DEADLINE_S, { option: true }],
  withJson: [false, { option: true }],
  proxies: [
    async ({ demo, serveConfig, allowNetworkErrorsOf, silenceSeconds, deadlineSeconds, withJson }, use) => {
      const first = Number(new URL(demo.origin).port);
      const before = (part: BackEnd) => {
        const target = first + PORT_OFFSETS[part];
        return new FaultProxy({ port: target + PROXY_OFFSET, target });
      };
      const proxies = {
        hub: before('hub'),
        drogue: before('drogue'),
        kamea: before('kamea'),
        webchannel: before('webchannel'),
        streambed: before('streambed'),
        json: before('json'),
      };
      for (const proxy of Object.values(proxies)) {
        await proxy.start();
        allowNetworkErrorsOf(`http://${proxy.host}`);
      }
      await serveConfig((config) => {
        const more = withJson ? [jsonConnection(first)] : [];
        const connections = [...config.connections, ...more].map((one) => ({ ...one, silenceSeconds }));
        let proxied = JSON.stringify(connections);
        for (const part of BACK_ENDS)
          proxied = proxied.replaceAll(
            `//localhost:${first + PORT_OFFSETS[part]}`,
            `//${proxies[part].host}`,
          );
        return {
          ...config,
          commandDeadlineSeconds: deadlineSeconds,
          connections: JSON.parse(proxied),
        };
      });
      await use(proxies);
      await Promise.all(Object.values(proxies).map((proxy) => proxy.stop()));
    },
    { auto: true },
  ],
  atHeater: async ({ page, signIn, demo }, use) => {
    await use(async () => {
      await signIn('technician');
      const heater = new OverviewPage(page).switch('Heater');
      await expectReady(heater, 'off');
      return { heater, orders: ordersSince(demo.plant) };
    });
  },
  expectAudit: async ({ page }, use) => {
    await use(async (...outcomes) => {
      const audit = new AuditPage(page);
      await audit.open();
      await expect(audit.commands).toHaveCount(outcomes.length);
      for (const [index, [outcome, words]] of outcomes.entries()) {
        const command = audit.commands.nth(index);
        await expect(command).toContainText(outcome);
        await expect(await audit.openLife(command)).toContainText(words);
      }
    });
  },
});

/** Waits until the page has heard of the switch's device what it is, and takes orders for it. */
export async function expectReady(control: SwitchTile, state: 'on' | 'off'): Promise<void> {
  await control.expectState(state);
  await expect(control.control).toHaveAttribute('aria-disabled', 'false');
}

/** The link is back, the device has been asked, and this is what it said; the last order's fate may be shown beside it. */
export async function expectReported(tile: SwitchTile, state: 'on' | 'off'): Promise<void> {
  await expect(tile.control).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  await expect(tile.control).toBeChecked({ checked: state === 'on' });
  await expect(tile.region).not.toHaveAttribute('data-stale', 'true');
}
