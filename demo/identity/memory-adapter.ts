import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly model: string;
  readonly payload: AdapterPayload;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** How many entries are kept before expired ones are looked for. */
const SWEEP_ABOVE = 500;

/**
 * Keeps what the OpenID provider must remember (sessions, grants, codes, refresh tokens) in this process' memory.
 * One call makes one store, which all models of a provider share.
 */
export function createMemoryAdapter(): AdapterFactory {
  const entries = new Map<string, Entry>();

  function sweep(): void {
    if (entries.size <= SWEEP_ABOVE) return;
    const now = Date.now();
    for (const [key, entry] of entries) if (entry.expiresAt <= now) entries.delete(key);
  }

  return (model): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`;

    const findWhere = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      for (const entry of entries.values()) {
        if (entry.model === model && matches(entry.payload)) return entry.payload;
      }
      return undefined;
    };

    return {
      upsert: async (id, payload, expiresIn) => {
        sweep();
        const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
        entries.set(keyOf(id), { model, payload, expiresAt });
      },
      // Expiry is the provider's own to check: it tells "expired" from "not found".
      find: async (id) => entries.get(keyOf(id))?.payload,
      findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      consume: async (id) => {
        const entry = entries.get(keyOf(id));
        if (entry === undefined) return;
        const consumed = Math.floor(Date.now() / 1000);
        entries.set(keyOf(id), { ...entry, payload: { ...entry.payload, consumed } });
      },
      destroy: async (id) => {
        entries.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, entry] of entries) {
          if (entry.model === model && entry.payload.grantId === grantId) entries.delete(key);
        }
      },
    };
  };
}
