import type { ConnectionSettings } from '../../model/settings.ts';

/** Protocol and address of a connection, without user name, password or query. */
export function sourceOf({ protocol, url }: ConnectionSettings): string {
  const { origin, pathname } = new URL(url);
  return `${protocol} ${origin}${pathname}`;
}
