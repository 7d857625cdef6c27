import { afterEach, describe, expect, it, vi } from 'vitest';
import { askToKeepStorage } from './keep-storage.ts';

afterEach(() => vi.unstubAllGlobals());

describe('what the browser keeps of the page', () => {
  it('is asked to last where that asks no person', () => {
    const persist = vi.fn(() => Promise.resolve(false));
    vi.stubGlobal('navigator', { userAgentData: {}, storage: { persist } });
    askToKeepStorage();
    expect(persist).toHaveBeenCalledOnce();
  });

  it('is not where a person would be asked', () => {
    const persist = vi.fn(() => Promise.resolve(false));
    vi.stubGlobal('navigator', { storage: { persist } });
    askToKeepStorage();
    expect(persist).not.toHaveBeenCalled();
  });

  it('goes without where the browser refuses', async () => {
    const persist = vi.fn(() => Promise.reject(new TypeError('Not here.')));
    vi.stubGlobal('navigator', { userAgentData: {}, storage: { persist } });
    askToKeepStorage();
    await expect(persist.mock.results[0]?.value).rejects.toThrow('Not here.');
  });
});
