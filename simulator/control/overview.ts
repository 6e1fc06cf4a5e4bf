import { auditStatus } from '../world/code.ts';
import type { World } from '../world/world.ts';

/** The simulated world at a glance; no credential is in it. */
export const overviewOf = ({ clock, tickets, accounts, registrations, quota }: World) => {
  const all = [...accounts.values()];
  return {
    now: new Date(clock.now()).toISOString(),
    speed: clock.speed(),
    ticketPush: tickets.running() ? 'running' : 'stopped',
    submissionsLeft: quota.rest(),
    accounts: { all: all.length, authorized: all.filter(({ authorized }) => authorized).length },
    registrations: registrations.all().map(({ taskid, status, open }) => ({ taskid, status, open })),
    openAudits: all.flatMap(({ appid, code }) =>
      code.audits
        .filter(({ status }) => status === auditStatus.open || status === auditStatus.delayed)
        .map(({ auditid, status }) => ({ appid, auditid, status })),
    ),
  };
};
