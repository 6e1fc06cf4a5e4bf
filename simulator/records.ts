/** A call that changed something. `result` is its answer, without its fields where they hold a credential. */
export type Effect = {
  /** ISO 8601, of the simulator's clock. */
  readonly at: string;
  readonly appid: string;
  /** With `?action=` where the path holds several calls. */
  readonly path: string;
  readonly result: object;
};

/** How often a call was made for an account, whatever its answer. */
export type CallCount = { readonly path: string; readonly appid: string; calls: number };

/** A credential the simulator gave out, for the search that proves that nobody wrote one down. */
export type Secret = { readonly kind: string; readonly value: string };

/** What happened, for tests and people. */
export type Records = {
  effect(effect: Effect): void;
  call(path: string, appid: string): void;
  /** Remembers a credential and hands it on. */
  secret(kind: string, value: string): string;
  effects(appid?: string): readonly Effect[];
  calls(path?: string): readonly CallCount[];
  secrets(): readonly Secret[];
  /** Forgets effects and calls; the credentials given out stay. */
  clear(): void;
};

/** Makes an empty record. */
export const createRecords = (): Records => {
  let effects: Effect[] = [];
  const calls = new Map<string, CallCount>();
  const secrets: Secret[] = [];
  return {
    effect: (effect) => {
      effects.push(effect);
    },
    call: (path, appid) => {
      const key = `${path} ${appid}`;
      const count = calls.get(key) ?? { path, appid, calls: 0 };
      count.calls += 1;
      calls.set(key, count);
    },
    secret: (kind, value) => {
      secrets.push({ kind, value });
      return value;
    },
    effects: (appid) => effects.filter((effect) => appid === undefined || effect.appid === appid),
    calls: (path) => [...calls.values()].filter((count) => path === undefined || count.path === path),
    secrets: () => secrets,
    clear: () => {
      effects = [];
      calls.clear();
    },
  };
};
