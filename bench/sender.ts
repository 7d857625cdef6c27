import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Sent } from './generator.ts';

/** The bench's handle on the generator's process. */
export interface Sender {
  readonly port: number;
  readonly pid: number;
  /** Gives one order and waits for its end. @throws Error when nobody is connected. */
  order(order: Order): Promise<Sent>;
  stop(): void;
}

type Answer = { readonly port?: number; readonly sent?: Sent; readonly failed?: string };

function nextAnswer(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The generator ended unexpectedly.'));
    child.once('exit', ended);
    child.once('message', (answer: Answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
  });
}

/** Starts the generator in a process of its own. */
export async function startSender(): Promise<Sender> {
  const program = fileURLToPath(new URL('generator.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port = 0 } = await nextAnswer(child);
  return {
    port,
    pid: child.pid ?? 0,
    async order(order) {
      const answer = nextAnswer(child);
      child.send(order);
      const { sent, failed } = await answer;
      if (!sent) throw new Error(failed ?? 'The generator did not answer.');
      return sent;
    },
    stop: () => child.kill(),
  };
}
