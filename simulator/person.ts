/** What a person does when it is their turn, and how long they take, in real milliseconds. */
export type Rule<Act extends string> = { readonly does: Act; readonly afterMs: number };

/** What an act led to: whether the matter is settled, and the pushes that tell of it. */
export type Done = { readonly settled: boolean; readonly told: Promise<unknown> };

/** An act that nobody is told of. */
export const silently = (settled: boolean): Done => ({ settled, told: Promise.resolve() });

/** Something that waits for a person. */
export type Task<Act extends string> = { readonly appid?: string; act(does: Act): Done };

/** A task in a person's hands. */
export type Asked<Act extends string> = {
  /** The person does this now; nothing happens where the matter is settled or under way. Resolves when it was told. */
  act(does: Act): Promise<unknown>;
  /** The person comes to it much sooner. */
  hurry(): void;
  /** Nobody waits any more. */
  dismiss(): void;
};

/** Somebody outside the platform, who acts by rules: one for all accounts and one for each that needs its own. */
export type Person<Act extends string> = {
  /** Sets a rule, also for what waits already: the time counts from now. */
  setRule(rule: Rule<Act>, appid?: string): void;
  /** What the person would do with a task of this account. */
  planned(appid?: string): Act;
  ask(task: Task<Act>): Asked<Act>;
  /** Back to the first rule; what waits is forgotten. */
  clear(): void;
};

/** How many times sooner a person comes to what was hurried. */
const haste = 20;

/** Makes a person who follows `initial` until told otherwise. */
export const createPerson = <Act extends string>(initial: Rule<Act>): Person<Act> => {
  let general = initial;
  const own = new Map<string, Rule<Act>>();
  const waiting = new Map<Task<Act>, NodeJS.Timeout>();
  const hurried = new Set<Task<Act>>();

  const ruleFor = (appid: string | undefined) => (appid === undefined ? undefined : own.get(appid)) ?? general;
  const plan = (task: Task<Act>) => {
    clearTimeout(waiting.get(task));
    const { does, afterMs } = ruleFor(task.appid);
    const inMs = hurried.has(task) ? afterMs / haste : afterMs;
    waiting.set(task, setTimeout(() => act(task, does), inMs).unref());
  };
  const act = async (task: Task<Act>, does: Act) => {
    if (!waiting.has(task)) return;
    clearTimeout(waiting.get(task));
    const { settled, told } = task.act(does);
    if (settled) dismiss(task);
    await told;
  };
  const dismiss = (task: Task<Act>) => {
    clearTimeout(waiting.get(task));
    waiting.delete(task);
    hurried.delete(task);
  };
  const hurry = (task: Task<Act>) => {
    if (!waiting.has(task)) return;
    hurried.add(task);
    plan(task);
  };

  return {
    setRule: (rule, appid) => {
      if (appid === undefined) general = rule;
      else own.set(appid, rule);
      const concerned = [...waiting.keys()].filter((task) =>
        appid === undefined ? task.appid === undefined || !own.has(task.appid) : task.appid === appid,
      );
      for (const task of concerned) plan(task);
    },
    planned: (appid) => ruleFor(appid).does,
    ask: (task) => {
      plan(task);
      return { act: (does) => act(task, does), hurry: () => hurry(task), dismiss: () => dismiss(task) };
    },
    clear: () => {
      general = initial;
      own.clear();
      for (const task of [...waiting.keys()]) dismiss(task);
    },
  };
};
