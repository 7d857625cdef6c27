import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { t } from '../../ui/text.ts';
import styles from './around.module.css';
import { toggleFavourite } from './places.ts';

interface StarButtonProps {
  /** Of the page that is meant. */
  readonly path: string;
  /** What is there. */
  readonly name: string;
  readonly isFavourite: boolean;
}

/** Makes a page a favourite, which the palette and the lists put first, or no longer one. */
export function StarButton({ path, name, isFavourite }: StarButtonProps) {
  const Icon = isFavourite ? IconStarFilled : IconStar;
  return (
    <button
      type="button"
      className={styles.star}
      aria-label={t('Favourite: {name}', { name })}
      aria-pressed={isFavourite}
      title={t(isFavourite ? 'No longer a favourite' : 'Make it a favourite')}
      onClick={() => toggleFavourite(path)}
    >
      <Icon size={18} stroke={1.5} aria-hidden="true" />
    </button>
  );
}
