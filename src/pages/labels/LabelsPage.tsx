import { IconPrinter } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { setup } from '../../config/index.ts';
import { useConnections, useDevices } from '../../live/index.ts';
import controls from '../../ui/controls.module.css';
import { useQuery } from '../../ui/router/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { type PlainText, t } from '../../ui/text.ts';
import { Back } from '../Back.tsx';
import { deviceCode } from '../devices/address.ts';
import page from '../page.module.css';
import { Label } from './Label.tsx';
import { findLabels, labelled } from './labelled.ts';
import styles from './labels.module.css';

/** Labels on one page of this: each draws a code, and paper for more is not put in at once. */
const AT_ONCE = 240;

const SIZES = ['small', 'medium', 'large'] as const;
type Size = (typeof SIZES)[number];
const SIZE_WORDS: Readonly<Record<Size, PlainText>> = {
  small: 'small |label',
  medium: 'medium |label',
  large: 'large |label',
};

/** Whether an address means the computer that it is opened on. */
function isOnlyHere(base: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\])$|\.localhost$/.test(new URL(base).hostname);
}

/** Labels with QR codes for machines: which, how large, and the paper itself. They name devices and hold nothing that is secret. */
export default function LabelsPage() {
  const heard = useDevices();
  const connections = useConnections();
  const [query] = useQuery();
  const [text, setText] = useState(query.get('find') ?? '');
  const wanted = useDeferredValue(text.trim());
  const [size, setSize] = useState<Size>('medium');
  const [from, setFrom] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const base = new URL('.', document.baseURI).href;
  const devices = useMemo(() => labelled(heard, connections), [heard, connections]);
  const { labels, unsayable } = useMemo(
    () => findLabels(devices, connections, setup().configured, wanted, base),
    [devices, connections, wanted, base],
  );
  const first = from < labels.length ? from : 0;
  const shown = labels.slice(first, first + AT_ONCE);
  const chosen = shown.filter((one) => !left.has(deviceCode(one))).length;
  const choose = useCallback(
    (code: string, isChosen: boolean) =>
      setLeft((before) => {
        const next = new Set(before);
        if (isChosen) next.delete(code);
        else next.add(code);
        return next;
      }),
    [],
  );
  const chooseAll = (isChosen: boolean) => {
    for (const one of shown) choose(deviceCode(one), isChosen);
  };
  return (
    <div className={`${page.page} ${styles.page}`} data-print="alone">
      <div className={styles.screen}>
        <div>
          <Back to="/devices">{t('Devices')}</Back>
          <h1>{t('Labels')}</h1>
          <p className={page.quiet}>
            {t(
              'Each code leads to the page of its device, at {address}. Who scans it sees what their own sign-in allows.',
              { address: base },
            )}
          </p>
        </div>
        {isOnlyHere(base) && (
          <p className={styles.warning}>
            {t(
              'No phone reaches this address, it means the computer that it is opened on. Open this page at the address that everybody uses, and print the labels there.',
            )}
          </p>
        )}
        <div className={page.toolbar}>
          <SearchField
            label={t('Find a device')}
            value={text}
            onChange={(wanted) => {
              setText(wanted);
              setFrom(0);
            }}
          />
          <label className={controls.field}>
            {t('Size of the labels')}
            <select
              className={controls.select}
              value={size}
              onChange={({ currentTarget: { value } }) =>
                setSize(SIZES.find((one) => one === value) ?? 'medium')
              }
            >
              {SIZES.map((one) => (
                <option key={one} value={one}>
                  {t(SIZE_WORDS[one])}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className={controls.button} onClick={() => chooseAll(true)}>
            {t('Choose all')}
          </button>
          <button type="button" className={controls.button} onClick={() => chooseAll(false)}>
            {t('Choose none')}
          </button>
          <button
            type="button"
            className={`${controls.primary} ${styles.print}`}
            disabled={chosen === 0}
            onClick={() => window.print()}
          >
            <IconPrinter size={20} aria-hidden="true" />
            {t('Print {count, plural, one {# label} other {# labels}}', { count: chosen })}
          </button>
        </div>
        {devices.length === 0 && (
          <p>
            {t('Nothing has been heard of yet. Each device gets its label here as soon as it is heard of.')}
          </p>
        )}
        {devices.length > 0 && labels.length + unsayable === 0 && <p>{t('No device fits this search.')}</p>}
        {unsayable > 0 && (
          <p>
            {t(
              '{count, plural, one {# device has a name} other {# devices have names}} that no address can hold, so there is no label.',
              { count: unsayable },
            )}
          </p>
        )}
        {labels.length > AT_ONCE && (
          <p className={styles.pages}>
            {t('Labels {from} to {to} of {all}', {
              from: first + 1,
              to: first + shown.length,
              all: labels.length,
            })}
            <button
              type="button"
              className={controls.button}
              disabled={first === 0}
              onClick={() => setFrom(Math.max(0, first - AT_ONCE))}
            >
              {t('The ones before')}
            </button>
            <button
              type="button"
              className={controls.button}
              disabled={first + AT_ONCE >= labels.length}
              onClick={() => setFrom(first + AT_ONCE)}
            >
              {t('The next ones')}
            </button>
          </p>
        )}
      </div>
      <ul className={styles.sheet} data-size={size} aria-label={t('Labels')}>
        {shown.map((one) => (
          <Label key={deviceCode(one)} {...one} isChosen={!left.has(deviceCode(one))} onChoose={choose} />
        ))}
      </ul>
    </div>
  );
}
