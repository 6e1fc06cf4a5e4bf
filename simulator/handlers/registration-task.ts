import { identityCheckPath } from '../pages/identity-check.ts';
import { Refusal } from '../refusal.ts';

/** How a task that waits for a person is told: its link leads back to the simulator. */
export const taskOf = ({ taskid, status }: { taskid: string; status: number }, origin: string) => ({
  taskid,
  authorize_url: `${origin}${identityCheckPath(taskid)}`,
  status,
});

/** Refuses where there is no such task: 89250. */
export const foundTask = <T>(task: T | undefined): T => {
  if (task === undefined) throw new Refusal(89250);
  return task;
};
