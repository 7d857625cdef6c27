import { type ComponentType, type FunctionComponent, lazy as once } from 'react';

/** Makes each part anew that could not be fetched. */
const failed = new Set<() => void>();

/** What could not be fetched is fetched anew when it is drawn again. To be called once the failure has been drawn, not sooner. */
export function fetchFailedAnew(): void {
  for (const makeAnew of failed) makeAnew();
  failed.clear();
}

/** Styles that did not come: what asks for the code that they belong to does not ask for them a second time. */
const lost = new Set<HTMLLinkElement>();
globalThis.addEventListener?.(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target);
  },
  true,
);

function fetchStylesAnew(): void {
  for (const link of lost) link.replaceWith(link.cloneNode());
  lost.clear();
}

/** React's `lazy`, but for what could not be fetched: React would keep that as failed for as long as the page is open. */
export function lazy<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): FunctionComponent<Props> {
  const make = (isAgain: boolean) =>
    once<ComponentType<Props>>(() => {
      if (isAgain) fetchStylesAnew();
      return load().catch((error: unknown) => {
        failed.add(() => {
          Part = make(true);
        });
        throw error;
      });
    });
  let Part: ComponentType<Props> = make(false);
  return (props) => <Part {...props} />;
}
