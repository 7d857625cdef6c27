/** The path of the Chromium to test with, or undefined where there is none. */
export function findChromium(): string | undefined;
/** The same, of the system's the one without windows where it has one. */
export function findHeadlessChromium(): string | undefined;
