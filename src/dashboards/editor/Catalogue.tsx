import { IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { OrdersWithheld } from '../../live/index.ts';
import controls from '../../ui/controls.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/text.ts';
import { settingsOf } from '../../widgets/all-settings.ts';
import { WidgetTile } from '../../widgets/index.ts';
import { widgets } from '../../widgets/registry.ts';
import styles from './catalogue.module.css';
import type { Placed } from './changes.ts';
import { useHeard } from './heard.ts';

interface CatalogueProps {
  readonly onAdd: (placed: Placed) => void;
  readonly onClose: () => void;
}

/** Every kind of widget there is, each shown as it would be with the first that fits of what is live. */
export function Catalogue({ onAdd, onClose }: CatalogueProps) {
  const heard = useHeard();
  // Once: previews that change under the hand are no help.
  const cards = useMemo(
    () =>
      widgets.flatMap(({ type, defaultSize }) => {
        const settings = settingsOf(type);
        return settings ? [{ type, defaultSize, settings, example: settings.example(heard) }] : [];
      }),
    [heard],
  );
  return (
    <Dialog title={t('Add a widget')} onClose={onClose} isWide>
      <OrdersWithheld value={t('This is a preview.')}>
        <ul className={styles.cards} aria-label={t('Kinds of widgets')}>
          {cards.map(({ type, defaultSize, settings: { name, description }, example }) => (
            <li key={type} className={styles.card} data-kind={type}>
              <div className={styles.preview} inert>
                {example ? (
                  <WidgetTile entry={{ type, ...example }} />
                ) : (
                  <p className={styles.none}>
                    {t('Nothing that fits has been heard of yet. It can be set by hand.')}
                  </p>
                )}
              </div>
              <h3>{t(name)}</h3>
              <p className={styles.description}>{t(description)}</p>
              <button
                type="button"
                className={controls.small}
                aria-label={t('Add {kind}', { kind: t(name) })}
                onClick={() =>
                  onAdd({
                    entry: { type, title: example?.title ?? t(name), options: example?.options ?? {} },
                    size: defaultSize,
                  })
                }
              >
                <IconPlus size={14} aria-hidden="true" /> {t('Add')}
              </button>
            </li>
          ))}
        </ul>
      </OrdersWithheld>
      <div className={styles.end}>
        <button type="button" className={controls.button} onClick={onClose}>
          {t('Close')}
        </button>
      </div>
    </Dialog>
  );
}
