import { isOpen, isStaged } from '../world/code.ts';
import { filingStatus } from '../world/filing.ts';
import { isRunning } from '../world/registrations.ts';
import type { World } from '../world/world.ts';

/** The simulated world at a glance: ids and states as WeChat numbers them. No credential and nobody's name is in it. */
export const overviewOf = (world: World) => {
  const { clock, tickets, registrations, trials, conversions, quota, bars } = world;
  const all = [...world.accounts.values()];
  return {
    now: new Date(clock.now()).toISOString(),
    speed: clock.speed(),
    ticketPush: tickets.running() ? 'running' : 'stopped',
    effects: world.records.effects().length,
    submissionsLeft: quota.submissions.rest(),
    accounts: { all: all.length, authorized: all.filter(({ authorized }) => authorized).length },
    registrations: registrations
      .all()
      .map((task) => ({ taskid: task.taskid, status: task.status, open: isRunning(task) })),
    trials: trials.all().map(({ uniqueId, step }) => ({ uniqueId, step })),
    conversions: conversions.all().map(({ taskid, account: { appid }, check, waitsFor }) => ({
      taskid,
      appid,
      step: check.step,
      open: waitsFor() !== undefined,
    })),
    openAudits: all.flatMap(({ appid, code }) =>
      code.audits.filter(isOpen).map(({ auditid, status }) => ({ appid, auditid, status })),
    ),
    stagedReleases: all.filter(isStaged).map(({ appid, code }) => ({ appid, percentage: code.gray?.percentage })),
    verifications: all.flatMap(({ verification }) =>
      verification.tasks.map(({ taskid, appid, taskStatus, applyStatus, phase }) => ({
        taskid,
        appid,
        taskStatus,
        applyStatus,
        open: phase !== 'ended',
      })),
    ),
    filings: all
      .filter(({ filing }) => filing.status !== filingStatus.notFiled)
      .map(({ appid, filing: { status, sms } }) => ({ appid, status, sms })),
    authAndIcp: all.flatMap(({ appid, filing: { procedure } }) =>
      procedure ? [{ procedureId: procedure.procedureId, appid, status: procedure.status }] : [],
    ),
    barred: bars.all(),
    suspended: all.filter(({ service }) => clock.now() < service.suspendedUntil).map(({ appid }) => appid),
  };
};

/** What every account runs and how its latest audit stands, as WeChat numbers it. */
export const codeOf = (world: World) =>
  [...world.accounts.values()].map(({ appid, authorized, code }) => {
    const [online] = code.released;
    const audit = code.audits.at(-1);
    return {
      appid,
      authorized,
      ...(online ? { online: online.version.userVersion } : {}),
      ...(audit ? { audit: audit.status, audited: audit.version.userVersion } : {}),
      ...(audit?.decidedAt === undefined ? {} : { decidedAt: audit.decidedAt }),
    };
  });
