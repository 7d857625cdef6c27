import { useEffect, useRef, useState } from 'react';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { LONGEST_LINK, type PackedDashboard, toFragment } from '../../dashboards/transfer/link.ts';
import { shareable } from '../../dashboards/transfer/secrets.ts';
import { shownQuery } from '../../dashboards/variables/shown.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { useHref, useLocation } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { leftOutWords } from './deeds.ts';

interface LinkDialogProps {
  readonly document: DashboardDocument;
  readonly onClose: () => void;
}

/** Shows the link that carries a dashboard, where it is small enough for one. */
export default function LinkDialog({ document, onClose }: LinkDialogProps) {
  const path = useHref('/dashboards/link');
  const field = useRef<HTMLInputElement>(null);
  const [packed, setPacked] = useState<PackedDashboard | null>(null);
  const [isCopied, setCopied] = useState(false);
  const { search } = useLocation();
  const { document: shared, leftOut } = shareable(document);
  const shown = shownQuery(search, document.spec);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shared follows from the document alone
  useEffect(() => {
    let isCurrent = true;
    toFragment(shared).then((made) => isCurrent && setPacked(made));
    return () => {
      isCurrent = false;
    };
  }, [document]);
  const isTooLong = packed !== null && packed.length > LONGEST_LINK;
  // The dashboard comes first: where there is no room for both, whoever opens the link chooses anew.
  const isRoom = packed !== null && packed.length + shown.length <= LONGEST_LINK;
  const query = isRoom ? shown : '';
  const link = packed === null ? '' : `${location.origin}${path}${query}${packed.fragment}`;

  const sizes = {
    length: packed === null ? '…' : formatCount(packed.length),
    most: formatCount(LONGEST_LINK),
  };

  const copy = () => {
    field.current?.select();
    const done = () => setCopied(true);
    // There is no clipboard on pages that came without TLS: then the link stands selected.
    navigator.clipboard?.writeText(link).then(done, () => undefined);
  };

  return (
    <Dialog title={t('Link to this dashboard')} onClose={onClose}>
      <div className={dialog.form}>
        {isTooLong ? (
          <p>
            {t(
              'This dashboard is too large for a link: {length} characters, and {most} is the most that arrives whole everywhere. Export it as a file instead.',
              sizes,
            )}
          </p>
        ) : (
          <>
            <p>
              {t(
                'The link carries the whole dashboard: {length} of at most {most} characters. Whoever opens it sees it read-only and can keep it as their own. It goes to no server.',
                sizes,
              )}
            </p>
            {query !== '' && (
              <p>
                {t(
                  'What is chosen for it and the time it shows are in the link, too; those the host of this page gets to see.',
                )}
              </p>
            )}
            {leftOut.length > 0 && <p>{leftOutWords(leftOut)}</p>}
            <label className={controls.field}>
              {t('Link |address')}
              <input ref={field} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
            </label>
          </>
        )}
        <div className={dialog.buttons}>
          <span role="status">{isCopied && t('Copied.')}</span>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('Close')}
          </button>
          {!isTooLong && (
            <button type="button" className={controls.primary} disabled={packed === null} onClick={copy}>
              {t('Copy')}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
