import {
  IconAlertTriangle,
  IconArrowDownLeft,
  IconArrowUpRight,
  IconCopy,
  IconPlugConnected,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { InspectedFrame } from '../../model/inspection.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './inspector.module.css';
import { decodedInWords, directionOf, formatBytes, formatMoment, printable } from './words.ts';

function DirectionMark({ frame }: { readonly frame: InspectedFrame }) {
  const Icon =
    frame.kind === 'link'
      ? IconPlugConnected
      : frame.direction === 'in'
        ? IconArrowDownLeft
        : IconArrowUpRight;
  return (
    <span className={styles.direction}>
      <Icon size={16} aria-hidden="true" /> {t(directionOf(frame))}
    </span>
  );
}

/**
 * Lets the keyboard scroll what is longer than its place, and only that: a stop at each frame would be a long way round. A frame never
 * changes once it is there, so this is looked at once.
 */
function reachable(element: HTMLElement | null): void {
  if (element && element.scrollHeight > element.clientHeight) element.tabIndex = 0;
}

function Outcome({ frame }: { readonly frame: InspectedFrame }) {
  const { decoded, moreDecoded, unreadable, skipped, notSent } = frame;
  return (
    <>
      {unreadable !== '' && (
        <p className={styles.unreadable}>
          <IconAlertTriangle size={16} aria-hidden="true" />{' '}
          {t('Unreadable: {why}', { why: said(unreadable) })}
        </p>
      )}
      {notSent !== '' && (
        <p className={styles.unreadable}>
          <IconAlertTriangle size={16} aria-hidden="true" /> {t('Not sent: {why}', { why: said(notSent) })}
        </p>
      )}
      {skipped !== '' && <p className={styles.quiet}>{t('Left out: {why}', { why: said(skipped) })}</p>}
      {decoded.length + moreDecoded > 0 && (
        <ul className={styles.decoded} ref={reachable}>
          {decoded.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a frame never changes once it is there
            <li key={index}>{decodedInWords(one)}</li>
          ))}
          {moreDecoded > 0 && (
            <li>
              {decoded.length > 0
                ? t('and {count} more', { count: moreDecoded })
                : t('not listed in a flood: {count}', { count: moreDecoded })}
            </li>
          )}
        </ul>
      )}
    </>
  );
}

interface FrameRowProps {
  readonly frame: InspectedFrame;
  readonly onCopy: (frames: readonly InspectedFrame[]) => void;
}

/** One frame: when, which way, how large, what it says, and what was taken from it. Nothing of it is ever markup. */
export const FrameRow = memo(function FrameRow({ frame, onCopy }: FrameRowProps) {
  const { at, link, event, text, size, isCut, isBinary, kind, direction, unreadable } = frame;
  return (
    <tr
      className={styles.row}
      data-direction={kind === 'link' ? 'link' : direction}
      {...(unreadable !== '' && { 'data-unreadable': 'true' })}
    >
      <td className={styles.when}>
        <time dateTime={new Date(at).toISOString()}>{formatMoment(at)}</time>
      </td>
      <td className={styles.way}>
        <DirectionMark frame={frame} />
        {kind !== 'link' && (
          <span className={styles.size}>
            {formatBytes(size)}
            {isBinary && ` ${t('binary')}`}
          </span>
        )}
      </td>
      <td className={styles.frame}>
        {(link !== '' || event !== '') && (
          <span className={styles.event}>
            {printable([link, event].filter((part) => part !== '').join(' · '))}
          </span>
        )}
        {kind === 'link' ? (
          <p>{said(text)}</p>
        ) : (
          <pre className={styles.text} ref={reachable}>
            {printable(text)}
          </pre>
        )}
        {isCut && (
          <p className={styles.quiet}>
            {t('Cut here; the whole frame has {size}.', { size: formatBytes(size) })}
          </p>
        )}
      </td>
      <td className={styles.outcome}>
        <Outcome frame={frame} />
      </td>
      <td className={styles.action}>
        <button
          type="button"
          className={styles.copy}
          aria-label={t('Copy the frame of {time}', { time: formatMoment(at) })}
          title={t('Copy this frame')}
          onClick={() => onCopy([frame])}
        >
          <IconCopy size={16} aria-hidden="true" />
        </button>
      </td>
    </tr>
  );
});
