let stillness: MediaQueryList | undefined;

/** Whether the person wants little motion, as the system tells it now. Charts step then, once a second, instead of gliding. */
export function isStill(): boolean {
  stillness ??= matchMedia('(prefers-reduced-motion: reduce)');
  return stillness.matches;
}
