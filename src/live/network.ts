/** What the browser estimates of this device's own network. Every part may be missing; some browsers tell nothing at all. */
export interface NetworkEstimate {
  /** `slow-2g`, `2g`, `3g` or `4g`: the network is as quick as these, whatever it is. */
  readonly effectiveType?: string;
  /** What carries it: `cellular`, `wifi`, `ethernet`… */
  readonly type?: string;
  /** The person has asked all pages for less. */
  readonly saveData?: boolean;
  /** There and back, ms. */
  readonly rtt?: number;
  /** Mbit/s. */
  readonly downlink?: number;
}

declare global {
  interface Navigator {
    /** The Network Information API, where there is one; TypeScript does not know it. */
    readonly connection?: NetworkEstimate & EventTarget;
  }
}

/** What the browser says now. */
export function networkEstimate(): NetworkEstimate | undefined {
  return navigator.connection;
}

/** Calls back after an estimate has changed; returns the disposer. */
export function onNetworkChange(listener: () => void): () => void {
  const { connection } = navigator;
  connection?.addEventListener('change', listener);
  return () => connection?.removeEventListener('change', listener);
}
