/** A call that changed something. `result` is its answer, without its fields where they hold a credential. */
export type Effect = {
  /** ISO 8601, of the simulator's clock. */
  readonly at: string;
  readonly appid: string;
  /** With `?action=` where the path holds several calls. */
  readonly path: string;
  readonly result: object;
};

/** How often a call was made for an account, and how often it was answered how: by errcode, as a file, or with a cut connection. */
export type CallCount = {
  readonly path: string;
  readonly appid: string;
  calls: number;
  readonly answers: Record<string, number>;
};

/** A push that was sent. `at` is the real time it carries, in unix seconds; `accepted`: the gateway said that it has it. */
export type SentPush = {
  readonly event: string;
  readonly appid?: string;
  readonly at: number;
  readonly accepted: boolean;
};

/** A credential the simulator gave out, for the search that proves that nobody wrote one down. */
export type Secret = { readonly kind: string; readonly value: string };

/** What happened, for tests and people. */
export type Records = {
  effect(effect: Effect): void;
  call(path: string, appid: string, answer: number | string): void;
  push(push: SentPush): void;
  /** Remembers a credential and hands it on. */
  secret(kind: string, value: string): string;
  effects(appid?: string): readonly Effect[];
  calls(path?: string): readonly CallCount[];
  pushes(appid?: string): readonly SentPush[];
  secrets(): readonly Secret[];
  /** Forgets effects, calls and pushes; the credentials given out stay. */
  clear(): void;
};

/** Makes an empty record. */
export const createRecords = (): Records => {
  let effects: Effect[] = [];
  let pushes: SentPush[] = [];
  const calls = new Map<string, CallCount>();
  const secrets: Secret[] = [];
  return {
    effect: (effect) => {
      effects.push(effect);
    },
    call: (path, appid, answer) => {
      const key = `${path} ${appid}`;
      const count = calls.get(key) ?? { path, appid, calls: 0, answers: {} };
      count.calls += 1;
      count.answers[answer] = (count.answers[answer] ?? 0) + 1;
      calls.set(key, count);
    },
    push: (push) => {
      pushes.push(push);
    },
    secret: (kind, value) => {
      secrets.push({ kind, value });
      return value;
    },
    effects: (appid) => effects.filter((effect) => appid === undefined || effect.appid === appid),
    calls: (path) => [...calls.values()].filter((count) => path === undefined || count.path === path),
    pushes: (appid) => pushes.filter((push) => appid === undefined || push.appid === appid),
    secrets: () => secrets,
    clear: () => {
      effects = [];
      pushes = [];
      calls.clear();
    },
  };
};
