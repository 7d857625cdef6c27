import { useNow } from '../live/index.ts';
import { formatAge } from '../ui/format.ts';
import { t } from '../ui/text.ts';

/** How long ago something was, kept current. */
export function Age({ since, before = '' }: { readonly since: number; readonly before?: string }) {
  const now = useNow();
  return (
    <>
      {before}
      {t('{age} ago', { age: formatAge(Math.max(0, now - since)) })}
    </>
  );
}
