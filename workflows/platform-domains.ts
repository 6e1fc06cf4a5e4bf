import { allHandlersFinished, CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import {
  confirmFiles,
  type DomainList,
  domainLists,
  domainsStanding,
  needDomains,
  type PlatformDomainsInput,
  type PlatformDomainsState,
  serveConfirmFile,
} from '../messages/platform-domains.ts';
import { chore, type EntityState, isTimeToContinue, openState } from './entity.ts';
import { weChatFailureOf, wordsOf } from './failures.ts';
import { openKeyRotation } from './key-rotation.ts';
import { usedAt } from './month-count.ts';
import { addHosts, readConfirmFile, readHosts } from './platform-domain-calls.ts';
import {
  allowed,
  changeSpent,
  covers,
  fileKept,
  filesOf,
  gatherFor,
  needed,
  newPlatformDomains,
  settled,
  shownOfPlatformDomains,
  standingOf,
  withList,
} from './platform-domains-state.ts';
import { settlementOf, untilNextDay } from './settlement.ts';

/** How long a failure that needs a person is left alone, in milliseconds, unless somebody asks for hosts again. */
const patience = 10 * 60_000;

/**
 * The entity of the platform's lists of domains, which alone changes them: it gathers what accounts need into few
 * changes, because WeChat allows 50 a month, and reads WeChat's list before each, so that a lost answer is looked up.
 */
export const platformDomains = async (input: PlatformDomainsInput): Promise<void> => {
  const state = openState(input.state ?? newPlatformDomains, shownOfPlatformDomains);
  const rotation = openKeyRotation(state);
  let asked = 0;
  setHandler(needDomains, (domains) => {
    asked += 1;
    state.change((now) => needed(now, domains));
    return standingOf(state.now(), domains, Date.now());
  });
  setHandler(serveConfirmFile, (file) => state.change((now) => fileKept(now, file)));
  setHandler(domainsStanding, (domains) => standingOf(state.now(), domains, Date.now()));
  setHandler(confirmFiles, () => filesOf(state.now()));

  const ending = () => rotation.due() || isTimeToContinue(input.historyLimit);
  /** A wait that somebody who asks again cuts short. */
  const pause = async (milliseconds: number) => {
    const before = asked;
    await condition(() => asked > before || ending(), milliseconds, { summary: 'Until the domains are tried again' });
  };
  const keep = (name: DomainList) =>
    chore(
      () => state.now().lists[name].wanted.length > 0 && !ending(),
      ending,
      () => register(name, state, input, { ending, pause }),
    );
  await CancellationScope.nonCancellable(async () => {
    await Promise.all(domainLists.map(keep));
    await rotation.apply();
    await condition(allHandlersFinished);
    await continueAsNew<typeof platformDomains>({ ...input, state: state.now() });
  });
};

type Waits = { readonly ending: () => boolean; readonly pause: (milliseconds: number) => Promise<void> };

/** One turn of one list: gathers, reads, and makes one change for all that is missing. */
const register = async (
  name: DomainList,
  { now, change }: EntityState<PlatformDomainsState>,
  { gather, lookUpAfter }: PlatformDomainsInput,
  { ending, pause }: Waits,
): Promise<void> => {
  const most = allowed[name];
  const left = () => most.changes - usedAt(now().lists[name].changes, Date.now());
  const summary = `Gather requests for ${name} domains`;
  if (await condition(ending, gatherFor(gather, left(), most.changes), { summary })) return;
  const troubled = async (trouble: string, milliseconds: number) => {
    change((state) => withList(state, name, (list) => ({ ...list, trouble })));
    await pause(milliseconds);
  };
  try {
    if (name === 'business' && !now().confirmFile) {
      const file = await readConfirmFile();
      change((state) => ({ ...state, confirmFile: file }));
    }
    const registered = await readHosts(name);
    change((state) => withList(state, name, (list) => settled(name, list, registered, [], '')));
    const wanted = now().lists[name].wanted.filter((host) => !covers(name, registered, host));
    if (wanted.length === 0) return;
    const room = Math.max(0, most.hosts - registered.length);
    const [tried, over] = [wanted.slice(0, room), wanted.slice(room)];
    if (over.length > 0) {
      const full = `The platform has all ${most.hosts} ${name} domains that WeChat allows; take some out in its console.`;
      change((state) => withList(state, name, (list) => settled(name, list, registered, over, full)));
    }
    if (tried.length === 0) return;
    if (left() <= 0) {
      return await troubled(`All ${most.changes} changes of this month are used.`, untilNextDay(Date.now()));
    }
    const after = await addHosts(name, tried).catch((error: unknown) => {
      if (weChatFailureOf(error).effect === 'unknown') spend();
      throw error;
    });
    spend();
    change((state) => withList(state, name, (list) => settled(name, list, after, tried, leftOut[name])));
  } catch (error) {
    const failure = weChatFailureOf(error);
    // The next turn reads the list, which looks a lost answer up.
    if (failure.effect === 'unknown') return await pause(lookUpAfter);
    await troubled(`${name} domains: ${wordsOf(failure)}`, settlementOf(failure, Date.now()).pause ?? patience);
  }

  function spend() {
    change((state) => withList(state, name, (list) => changeSpent(list, Date.now())));
  }
};

/** Why WeChat leaves hosts out, which it does not say. */
const leftOut = {
  server: 'WeChat did not take it: a host needs an ICP filing (备案), and is no IP and not api.weixin.qq.com.',
  business:
    "WeChat did not take it: a host needs an ICP filing (备案) and serves the platform's confirm file at its root.",
} as const;
