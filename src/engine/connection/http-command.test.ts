import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestPlan } from './http-command.ts';

afterEach(() => vi.unstubAllGlobals());

const plan = {
  kind: 'http',
  method: 'POST',
  url: 'http://back-end.example/command',
  headers: { Authorization: 'Bearer old' },
  body: '{}',
  confirmation: { by: 'acceptance' },
  renewOn401: true,
} as const;

/** Answers with these statuses, one a request. */
function answering(...statuses: number[]) {
  const fetch = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(null, { status: statuses.shift() ?? 500 }),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const signal = new AbortController().signal;
const soon = () => Date.now() + 5_000;

describe("a command's HTTP request", () => {
  it('is made once', async () => {
    const fetch = answering(202);
    expect(
      await requestPlan(
        plan,
        signal,
        soon(),
        async () => 'new',
        () => null,
      ),
    ).toMatchObject({ status: 202 });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('is made once more with a renewed token after a 401, and no more than that', async () => {
    const fetch = answering(401, 401, 202);
    expect(
      await requestPlan(
        plan,
        signal,
        soon(),
        async () => 'new',
        () => null,
      ),
    ).toMatchObject({ status: 401 });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(fetch.mock.calls[1]?.[1].headers).toEqual({ Authorization: 'Bearer new' });
  });

  it('is not made again where nothing was refused for its token', async () => {
    for (const status of [403, 406, 500, 503]) {
      const fetch = answering(status);
      expect(
        await requestPlan(
          plan,
          signal,
          soon(),
          async () => 'new',
          () => null,
        ),
      ).toMatchObject({ status });
      expect(fetch).toHaveBeenCalledTimes(1);
    }
  });

  it('is not made again without a token, after being given up, or after the deadline', async () => {
    const given = new AbortController();
    given.abort();
    for (const [one, deadline, token] of [
      [signal, soon(), null],
      [given.signal, soon(), 'new'],
      [signal, Date.now() - 1, 'new'],
    ] as const) {
      const fetch = answering(401, 202);
      expect(
        await requestPlan(
          plan,
          one,
          deadline,
          async () => token,
          () => null,
        ),
      ).toMatchObject({ status: 401 });
      expect(fetch).toHaveBeenCalledTimes(1);
    }
  });

  it('is not made again where it may not be by now, and that is asked once the renewed token is there', async () => {
    const fetch = answering(401, 202);
    let why: string | null = null;
    const renewed = async () => {
      why = 'It is too hot.';
      return 'new';
    };
    const answer = await requestPlan(plan, signal, soon(), renewed, () => why);
    expect(answer).toMatchObject({ status: 401, withheld: 'It is too hot.' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('keeps its 401, which says that nothing was done, when no renewal comes in time', async () => {
    vi.useFakeTimers();
    try {
      const fetch = answering(401, 202);
      const answer = requestPlan(
        plan,
        signal,
        soon(),
        () => new Promise<string>(() => {}),
        () => null,
      );
      await vi.advanceTimersByTimeAsync(4_000);
      expect(await answer).toMatchObject({ status: 401 });
      expect(fetch).toHaveBeenCalledTimes(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not repeated when the network fails: it may have arrived', async () => {
    const fetch = vi.fn(async () => Promise.reject(new TypeError('network')));
    vi.stubGlobal('fetch', fetch);
    await expect(
      requestPlan(
        plan,
        signal,
        soon(),
        async () => 'new',
        () => null,
      ),
    ).rejects.toThrow('network');
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
