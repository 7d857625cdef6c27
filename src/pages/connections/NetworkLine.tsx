import { useEffect, useState } from 'react';
import { networkEstimate, onNetworkChange } from '../../live/index.ts';
import { formatCount, formatValue } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';

/** What the browser estimates of this device's own network; nothing where it tells nothing. */
export function NetworkLine() {
  const [estimate, setEstimate] = useState(networkEstimate);
  useEffect(() => {
    // The browser changes its object in place.
    return onNetworkChange(() => {
      const { rtt, downlink } = networkEstimate() ?? {};
      setEstimate({ ...(rtt !== undefined && { rtt }), ...(downlink !== undefined && { downlink }) });
    });
  }, []);
  const { rtt, downlink } = estimate ?? {};
  if (rtt === undefined || downlink === undefined) return null;
  return (
    <p className={page.quiet}>
      {t('The network of this device, as the browser estimates it: {ms} ms there and back, {mbit} Mbit/s.', {
        ms: formatCount(rtt),
        mbit: formatValue(downlink, 1),
      })}
    </p>
  );
}
