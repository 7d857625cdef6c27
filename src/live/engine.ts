import type { EngineMessage, EngineSession } from '../model/door.ts';
import { FAILED } from '../model/failed.ts';
import { redactedText } from '../model/redacted-text.ts';
import type { EngineSettings } from '../model/settings.ts';
import { ask, fail, forgetTyped, setRun, supplyAgain } from './door.ts';
import { linksMade } from './first.ts';
import { openCommands, watchLeaving } from './leaving.ts';
import { type Run, startRun } from './run.ts';
import { emptyStore, liveStore, outOfSight, takeNews } from './store.ts';
import { deliverAnswers } from './views.ts';
import type { EngineWatch } from './watch/watch.ts';

/** The page's handle on the running engine. */
export interface Engine {
  /** A new or renewed session. */
  setSession(session: EngineSession): void;
  /** Ends it and empties the store; another can be started at once. */
  stop(): void;
}

let isStarted = false;

/**
 * Starts the data plane in its worker. One engine a page. One that fails or falls silent is replaced by another, which begins with what
 * is kept of the readings.
 * @param settings what the engine is started with, and each that follows it
 * @param renewToken called when a back end has refused the access token; a renewed one comes back by `setSession`
 * @throws Error when one is running already.
 */
export function startEngine(
  settings: () => EngineSettings,
  session: EngineSession,
  renewToken: () => void,
): Engine {
  if (isStarted) throw new Error('The engine is running already.');
  isStarted = true;
  let newest = session;
  let run: Run | null = null;
  let isOver = false;
  let watch: EngineWatch | null = null;
  const take = (message: EngineMessage) => {
    watch?.heard();
    switch (message.type) {
      case 'answers':
        deliverAnswers(message.answers);
        break;
      case 'news':
        try {
          if (!watch?.keepBack(message.news)) takeNews(message.news);
        } finally {
          // Or else a listener that fails would leave the page without news for good.
          run?.post({ type: 'taken' });
        }
        break;
      case 'begun':
        watch?.begun();
        supplyAgain();
        break;
      case 'renew-token':
        renewToken();
        break;
    }
  };
  const start = () => {
    run = startRun(settings(), newest, { message: take, crashed });
    setRun(run);
  };
  const end = () => {
    setRun(null);
    run?.kill();
    run = null;
  };
  let wantNow = () => {};
  const isWanted = new Promise<void>((resolve) => {
    wantNow = resolve;
  });
  // Fetched behind the first screen, or when it is needed before: where it cannot be fetched, people are asked to reload as soon as the engine fails.
  const watching = Promise.race([isWanted, linksMade()])
    .then(() => import('./watch/watch.ts'))
    .then(
      ({ EngineWatch }) => {
        if (isOver) return;
        watch = new EngineWatch({
          post: (message) => run?.post(message),
          end,
          start(lost) {
            start();
            if (lost.length > 0) ask((door) => door.inherit(lost)).catch(fail);
          },
        });
      },
      // An engine that falls silent would not be missed: a wall, where nobody reloads, loads itself anew.
      (error: unknown) => void dispatchEvent(new CustomEvent(FAILED, { detail: error })),
    );
  function crashed(why: string): void {
    wantNow();
    void watching.then(() => {
      if (isOver) return;
      if (watch) return watch.crashed(why);
      const stopped = `The data engine stopped: ${redactedText(why)}. Reload the page.`;
      const { size } = liveStore.getState().pulses;
      const failure = size > 0 ? `A pulse may not have ended: look at its device. ${stopped}` : stopped;
      const now = Date.now();
      end();
      // Nobody is left to end an order or a pulse: what waits for that would wait for good.
      takeNews({
        commands: openCommands().map((one) => ({
          ...one,
          state: 'timed-out',
          endedAt: now,
          reason: failure,
        })),
      });
      liveStore.setState((state) => ({
        ...outOfSight(state, 'offline', failure, now),
        pulses: new Map(),
        failure,
      }));
    });
  }
  liveStore.setState({
    person: session.person,
    hasEnded: session.hasEnded,
    failure: null,
    watchesAlarms: settings().alarms.rules.length > 0,
  });
  start();
  // A hidden page may be thrown away without another word. `pagehide` comes too late for the worker where a page is left for another:
  // `beforeunload` comes before the other one is even asked for.
  const save = () => run?.post({ type: 'save' });
  const hide = () => document.hidden && save();
  const over = new AbortController();
  addEventListener('beforeunload', save, over);
  addEventListener('pagehide', save, over);
  document.addEventListener('visibilitychange', hide, over);
  document.addEventListener('freeze', save, over);
  watchLeaving(() => run?.post({ type: 'leaving' }), over);
  return {
    setSession(next) {
      newest = next;
      liveStore.setState({ person: next.person, hasEnded: next.hasEnded });
      run?.ask((door) => door.setSession(next)).catch(fail);
    },
    stop() {
      isStarted = false;
      isOver = true;
      watch?.stop();
      over.abort();
      setRun(null);
      run?.stop();
      forgetTyped();
      emptyStore();
    },
  };
}
