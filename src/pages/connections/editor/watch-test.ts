import type { ConnectionTest, TypedCredentials } from '../../../model/connection-test.ts';
import type { ConnectionSettings } from '../../../model/settings.ts';
import type { ConnectionTools } from '../../../model/tools.ts';
import { t } from '../../../ui/text.ts';

const EVERY_MS = 300;

/** What is tried: new with every press, so that a test begins anew. */
export interface Trial {
  readonly settings: ConnectionSettings;
  readonly typed: TypedCredentials | null;
}

interface Viewer {
  seen(test: ConnectionTest): void;
  /** @param problem what is in the way of the test, and what to do, in words */
  failed(problem: string): void;
}

/** A test that nobody carries on: what was under way has no outcome. */
function interrupted(test: ConnectionTest): ConnectionTest {
  const steps = test.steps.map((step) =>
    step.state === 'running' ? { ...step, state: 'unclear' as const } : step,
  );
  return { ...test, steps, isOver: true };
}

/** Tries a connection, and tells how far that is until it is over. @returns ends it, and nothing is told any more */
export function watchTest(
  fetchTools: () => Promise<Pick<ConnectionTools, 'startTest' | 'lookAtTest' | 'endTest'>>,
  { settings, typed }: Trial,
  viewer: Viewer,
): () => void {
  let isOver = false;
  let end = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: ConnectionTest | null = null;
  const run = async () => {
    const tools = await fetchTools();
    const name = await tools.startTest(settings, typed);
    end = () => void tools.endTest(name).catch(() => undefined);
    if (isOver) return end();
    const look = async () => {
      const seen = await tools.lookAtTest(name);
      if (isOver) return;
      if (seen === null) {
        // The page had slept for so long that the engine took it for gone.
        if (last) viewer.seen(interrupted(last));
        viewer.failed(t('The test was interrupted. Test again.'));
        return;
      }
      last = seen;
      viewer.seen(seen);
      if (seen.isOver) end();
      else timer = setTimeout(() => void look().catch(fail), EVERY_MS);
    };
    await look();
  };
  const fail = () => {
    if (!isOver) viewer.failed(t('The test could not be run. Check the network, then try again.'));
  };
  run().catch(fail);
  return () => {
    isOver = true;
    clearTimeout(timer);
    end();
  };
}
