import * as z from 'zod/mini';

/** A dashboard that changes faster is never read. */
const LEAST_SECONDS = 2;
/** Browsers' timers end at 24 days: what is longer runs at once, again and again. A day is more than anybody wants. */
const MOST_SECONDS = 86_400;
const LONGEST_LIST = 100;

const text = z.string().check(z.minLength(1));
const seconds = z.number().check(z.minimum(LEAST_SECONDS), z.maximum(MOST_SECONDS));
const timeOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "21:30"'));

/** A dashboard of a playlist: the address of its file, with more where there is more to say. */
const turn = z.union([
  text,
  z.strictObject({
    dashboard: text,
    /** How long it is shown; the playlist's by default. */
    seconds: z.optional(seconds),
    /** Values of the dashboard's variables, by name. */
    variables: z._default(z.record(text, z.string()), {}),
  }),
]);

export const playlistSchema = z.strictObject({
  /** How long each dashboard is shown. */
  seconds: z._default(seconds, 30),
  dashboards: z.array(turn).check(z.minLength(1), z.maxLength(LONGEST_LIST)),
});

/** Absolute, or relative to the page. */
const address = text.check(
  z.refine(
    (url) => URL.canParse(url, 'https://page.example/'),
    'expected an address such as "https://monitor.example/ping/{wall}"',
  ),
);

/** What holds for every wall of the deployment. */
export const wallShape = {
  /** Whether walls only look; where they do not, the role of who is signed in decides. */
  readOnly: z._default(z.boolean(), true),
  /** Touching a wall stops the rotation for so long. */
  resumeAfterSeconds: z._default(seconds, 60),
  /** Each wall sends a `POST` there while it runs. */
  heartbeat: z.optional(
    z.strictObject({
      /** Absolute, or relative to the page; `{wall}` in it stands for the wall's name, the last part of its address. */
      url: address,
      everySeconds: z._default(z.number().check(z.minimum(10), z.maximum(MOST_SECONDS)), 60),
    }),
  ),
  colours: z._default(z.enum(['auto', 'light', 'dark']), 'auto'),
  /** Every so often all moves by a pixel, so that nothing burns in. */
  shiftEverySeconds: z._default(seconds, 60),
  /** The screen is darkened between these times of day. */
  night: z.optional(
    z.strictObject({
      from: timeOfDay,
      to: timeOfDay,
      /** Share of the full brightness. */
      brightness: z._default(z.number().check(z.minimum(0.05), z.maximum(1)), 0.4),
    }),
  ),
};

const playlistName = z
  .string()
  .check(z.regex(/^[\w-]{1,64}$/, 'expected letters, digits, dashes or underscores'));

/** The `kiosk` part of `config.json`, for the generated JSON schema. */
export const kioskSchema = z.strictObject({
  ...wallShape,
  /** By name; `/kiosk/NAME` shows one. */
  playlists: z._default(z.record(playlistName, playlistSchema), {}),
});
