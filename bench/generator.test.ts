import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Sender, startSender } from './sender.ts';

const RUN = { do: 'run', kind: 'json', series: 50, framesPerSecond: 1000 } as const;

describe('the generator', () => {
  let sender: Sender;
  beforeAll(async () => {
    sender = await startSender();
  });
  afterAll(() => sender.stop());

  async function connected() {
    const socket = new WebSocket(`ws://127.0.0.1:${sender.port}`);
    await once(socket, 'open');
    return socket;
  }

  it('sends what is due and tells by when it had sent how much', async () => {
    const socket = await connected();
    let heard = 0;
    socket.on('message', () => {
      heard += 1;
    });
    const sent = await sender.order({ ...RUN, seconds: 0.1 });
    expect(sent).toMatchObject({ due: 100, cut: null });
    expect(sent.counts.at(-1)).toBe(sent.readings);
    await expect.poll(() => heard).toBe(sent.readings);
    socket.terminate();
  });

  it('says that the link ended, and does not go on for the rest of the time', async () => {
    const socket = await connected();
    socket.once('message', () => socket.terminate());
    const sent = await sender.order({ ...RUN, seconds: 600 });
    expect(sent).toMatchObject({ due: 600_000, cut: 'link-ended' });
    expect(sent.readings).toBeLessThan(600_000);
  });
});
