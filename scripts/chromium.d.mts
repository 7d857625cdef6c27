/** The path of the Chromium to test with, or undefined where there is none. */
export function findChromium(): string | undefined;
