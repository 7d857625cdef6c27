import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import Outcome from '../../ui/Outcome.tsx';
import { t } from '../../ui/text.ts';
import styles from './around.module.css';
import { toggleFavourite } from './places.ts';
import { TOGGLED } from './toggled.ts';
import { useWhose } from './use-whose.ts';

interface StarButtonProps {
  /** Of the page that is meant. */
  readonly path: string;
  /** What is there. */
  readonly name: string;
  readonly isFavourite: boolean;
}

/** Makes a page a favourite, which the palette and the lists put first, or no longer one. */
export function StarButton({ path, name, isFavourite }: StarButtonProps) {
  const whose = useWhose();
  const [wrong, setWrong] = useState('');
  const Icon = isFavourite ? IconStarFilled : IconStar;
  const toggle = () => {
    const outcome = toggleFavourite(whose, path);
    // Where it went well the star shows it.
    setWrong(outcome === 'added' || outcome === 'removed' ? '' : t(TOGGLED[outcome]));
  };
  return (
    <>
      <button
        type="button"
        className={styles.star}
        aria-label={t('Favourite: {name}', { name })}
        aria-pressed={isFavourite}
        title={t(isFavourite ? 'No longer a favourite' : 'Make it a favourite')}
        onClick={toggle}
      >
        <Icon size={18} stroke={1.5} aria-hidden="true" />
      </button>
      {wrong !== '' && <Outcome onDismiss={() => setWrong('')}>{wrong}</Outcome>}
    </>
  );
}
