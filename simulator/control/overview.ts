import { isOpen } from '../world/code.ts';
import { isRunning } from '../world/registrations.ts';
import type { World } from '../world/world.ts';

/** The simulated world at a glance; no credential is in it. */
export const overviewOf = ({ clock, tickets, accounts, registrations, quota }: World) => {
  const all = [...accounts.values()];
  return {
    now: new Date(clock.now()).toISOString(),
    speed: clock.speed(),
    ticketPush: tickets.running() ? 'running' : 'stopped',
    submissionsLeft: quota.submissions.rest(),
    accounts: { all: all.length, authorized: all.filter(({ authorized }) => authorized).length },
    registrations: registrations
      .all()
      .map((task) => ({ taskid: task.taskid, status: task.status, open: isRunning(task) })),
    openAudits: all.flatMap(({ appid, code }) =>
      code.audits.filter(isOpen).map(({ auditid, status }) => ({ appid, auditid, status })),
    ),
  };
};
