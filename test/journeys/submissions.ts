import { processesOf, type Shown } from './following.ts';
import { type JourneyStack, startJourneyStack } from './stack.ts';

/** What tests do with what is submitted to WeChat: its stack, its processes, and people who all agree unless told. */
export const startSubmissions = async (agreed: Readonly<Record<string, string>>) => {
  const stack: JourneyStack = await startJourneyStack();
  const processes = processesOf(stack);
  // The deadlines of the simulated WeChat are told by its own clock.
  await stack.simulate('clock', { speed: 1 });
  await stack.simulate('verifying', { allFiled: false });
  const all = async (doing: (does: string) => string) => {
    for (const [person, does] of Object.entries(agreed)) await processes.people(person, doing(does));
  };
  return {
    stack,
    processes,
    /** Everybody agrees. */
    agree: () => all((does) => does),
    /** Nobody does anything. */
    ignore: () => all(() => 'ignore'),
    /** How often a path was called for an account, with effect. */
    calls: async (appid: string, path: string) => (await stack.effects(appid)).filter((made) => made === path).length,
  };
};

/** What `startSubmissions` gives. */
export type Submissions = Awaited<ReturnType<typeof startSubmissions>>;

/** Whether a process waits at a stage. */
export const awaits = (stage: string) => (shown: Shown) => shown.stage === stage && shown.waitingFor !== undefined;

/** Whether a process waits for new data in place of what was refused. */
export const corrects = ({ waitingFor }: Shown) => waitingFor?.what.includes('refill') === true;

/** Where a link of a process leads. */
export const link = ({ links }: Shown, rel: string) => links.find((one) => one.rel === rel)?.href ?? '';

/** The page at an address. */
export const html = async (href: string) => (await fetch(href)).text();
