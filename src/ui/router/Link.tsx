import type { ComponentProps } from 'react';
import { isAt } from './place.ts';
import { useLocation, useNavigation } from './Router.tsx';

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** As for `Navigate`. */
  readonly to: string;
  /** Handed to the page that it leads to. */
  readonly state?: unknown;
}

/** A link to another page. In a new tab, with a modifier key, it is the browser's. */
export function Link({ to, state = null, onClick, ...others }: LinkProps) {
  const { hrefOf, isShown, navigate } = useNavigation();
  return (
    <a
      {...others}
      href={hrefOf(to)}
      onClick={(event) => {
        onClick?.(event);
        const isOurs = event.button === 0 && (others.target ?? '_self') === '_self';
        if (event.defaultPrevented || !isOurs) return;
        if (event.metaKey || event.altKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        // To where one is already, as a browser does it: not once more in the history.
        navigate(to, { state, replace: isShown(to) });
      }}
    />
  );
}

/** A link that says when it leads to where the page is. @param end only there, not at what is below either */
export function NavLink({ end = false, ...link }: LinkProps & { readonly end?: boolean }) {
  const { pathname } = useLocation();
  return <Link {...link} aria-current={isAt(pathname, link.to, end) ? 'page' : undefined} />;
}
