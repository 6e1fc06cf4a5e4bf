import { auditQuotaStart } from '../activities/audit-quota.ts';
import { makeFleet, setWeather, usualWeather } from '../bench/fleet.ts';
import type { BenchStack } from '../bench/stack.ts';
import { printTable } from '../bench/table.ts';
import { workflowIds } from '../messages/workflow-ids.ts';
import { chinaMonth } from '../simulator/china-time.ts';
import { makePlan } from './plan.ts';
import { operatorOf, until } from './rollout.ts';
import type { RunOptions } from './rollout-run.ts';
import { watchOf } from './watch.ts';
import { type Effects, instructAuditor, paths, weChatOf } from './wechat.ts';

const audit = { from: 2_000, to: 20_000 };
const version = '1.0.0';
const fixed = '1.0.1';
/** Of all merchants, how many may be submitted in a month, and how many of those are kept for hot fixes. */
const shares = { month: 0.3, reserve: 0.1 };
/** Seconds instead of minutes. */
const entityPace = { settle: 1_000, poll: 5_000, patience: 60_000 };
/** How long a month, and a hot fix, may take in milliseconds: at least, and more for each merchant. */
const limits = { least: 10 * 60_000, each: 4_000, hotFix: 5 * 60_000 };
const day = 24 * 3_600_000;

/** A month by the simulator's clock, and who was submitted in it. */
type Month = { readonly month: string; readonly bulk: number; readonly hotFixes: number };

/**
 * A rollout to more merchants than the month has submissions for, a hot fix that starts when nothing is left, and the
 * turns of the month until all are live. What is not as it must be, in plain sentences.
 */
export const runQuota = async (
  stack: BenchStack,
  { seed, merchants: count, say }: Pick<RunOptions, 'seed' | 'merchants' | 'say'>,
): Promise<readonly string[]> => {
  const submissions = Math.max(Math.round(shares.month * count), 2);
  const reserve = Math.max(Math.round(shares.reserve * submissions), 1);
  const wechat = weChatOf(stack);
  const operator = operatorOf(stack);
  const [urgent = '', ...appids] = await makeFleet(stack, count + 1, say);
  const plan = makePlan({ seed, merchants: count, kills: 0, perMille: {}, audit });
  const merchants = new Map(appids.flatMap((appid, at) => (plan.merchants[at] ? [[appid, plan.merchants[at]]] : [])));
  await instructAuditor(wechat, merchants);
  await wechat.order('quota', { submissions });
  await quicken(stack);
  await operator.configureQuota({ reserve, spread: false });
  await setWeather(stack, { ...usualWeather, seed });

  const late: string[] = [];
  const expect = (what: string, isSo: () => Promise<boolean>, limit: number) =>
    until(isSo, { every: 1_000, limit, late: () => `${what}: not within ${limit / 60_000} minutes.` }).then(
      () => true,
      (error: unknown) => {
        late.push(error instanceof Error ? error.message : String(error));
        return false;
      },
    );
  const began = Date.now();
  await operator.rollOut(`quota-${seed}`, appids, version);
  say(`the rollout has begun: ${count} merchants, ${submissions} submissions a month, ${reserve} of them kept`);
  const watch = watchOf(wechat, { version, merchants, say });
  let through = false;
  /** The month is over for `bulk`: what is left is kept, and nobody is under audit. */
  const isSpent = async () => {
    through = await watch.decided();
    const { submissionsLeft, openAudits } = await wechat.state();
    const { waiting } = await operator.quota();
    return through || (submissionsLeft <= reserve && openAudits.length === 0 && waiting.bulk > 0);
  };
  const month = limits.least + submissions * limits.each;
  await expect('The month is spent', isSpent, month);
  const leftBefore = (await wechat.state()).submissionsLeft;
  say(`the month is spent, ${leftBefore} submissions are kept; a hot fix begins`);
  const hotFixAt = (await wechat.effects()).length;
  const hotFix = await operator.hotFix(urgent, fixed);
  const isLive = async () => (await operator.read(hotFix.url)).outcome?.kind === 'released';
  const wasFirst = await expect('The hot fix is live before the month turns', isLive, limits.hotFix);
  if (wasFirst) say('the hot fix is live');

  while (!through) {
    const { now, submissionsLeft } = await wechat.state();
    say(`the month turns; ${submissionsLeft} submissions were left`);
    await wechat.order('clock', { advanceMs: untilNextMonth(Date.parse(now)) });
    // The submissions of the new month come first.
    const begun = async () => (await wechat.state()).openAudits.length > 0;
    if (!(await expect('The new month resumes', begun, limits.hotFix))) break;
    if (!(await expect('The month is spent, or all are live', isSpent, month))) break;
  }
  await setWeather(stack);
  const [effects, calls] = [await wechat.effects(), await wechat.calls()];
  const months = monthsOf(effects, urgent);
  const usedUp = calls.reduce((sum, { answers }) => sum + (answers['85085'] ?? 0), 0);
  printTable('Submissions by the month of the simulated WeChat', [...months]);
  printTable('The run', [
    { what: 'seed', is: seed },
    { what: 'merchants', is: count },
    { what: 'submissions a month, and kept of them', is: `${submissions}, ${reserve}` },
    { what: 'calls answered 85085', is: usedUp },
    { what: 'from the start of the rollout until all were live', is: `${((Date.now() - began) / 1000).toFixed(1)} s` },
  ]);
  const submitted = effects.filter(({ path }) => path === paths.submit);
  const afterHotFix = effects.slice(hotFixAt).find(({ path }) => path === paths.submit);
  const twice = appids.filter((appid) => submitted.filter((one) => one.appid === appid).length !== 1);
  return [
    ...late,
    ...(usedUp > 1 ? [`${usedUp} calls were answered 85085.`] : []),
    ...(leftBefore === reserve ? [] : [`${leftBefore} submissions were left of the ${reserve} that are kept.`]),
    ...(afterHotFix?.appid === urgent ? [] : ['The hot fix did not go first.']),
    ...months.flatMap(({ month: name, bulk }) =>
      bulk > submissions - reserve ? [`In ${name} ${bulk} were submitted, which touched the reserve.`] : [],
    ),
    ...(watch.open().length > 0
      ? [`${watch.open().length} are not live: ${watch.open().slice(0, 5).join(', ')}.`]
      : []),
    ...twice.map((appid) => `${appid}: was not submitted once.`),
  ];
};

/** Has the entity of the quota look in seconds, as a simulated month does not last longer. */
const quicken = async ({ temporal }: BenchStack): Promise<void> => {
  await temporal.workflow.getHandle(workflowIds.auditQuota()).terminate('It goes on at another pace.');
  await temporal.workflow.start('auditQuota', { ...auditQuotaStart, args: [{ timings: entityPace }] });
};

/** Until the first day of the next month in China, in milliseconds. */
const untilNextMonth = (now: number): number => {
  let ahead = 0;
  while (chinaMonth(now + ahead) === chinaMonth(now)) ahead += day;
  return ahead;
};

const monthsOf = (effects: Effects, urgent: string): readonly Month[] => {
  const submitted = effects.filter(({ path }) => path === paths.submit);
  const monthOf = ({ at }: Effects[number]) => chinaMonth(Date.parse(at));
  return [...new Set(submitted.map(monthOf))].map((month) => {
    const inMonth = submitted.filter((one) => monthOf(one) === month);
    const hotFixes = inMonth.filter(({ appid }) => appid === urgent).length;
    return { month, bulk: inMonth.length - hotFixes, hotFixes };
  });
};
