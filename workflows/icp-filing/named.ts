import type { FilingApplication } from '../../messages/icp-filing.ts';

/** The application as WeChat takes it: with the task of the face check. */
export const named = <A extends FilingApplication>(application: A, taskId: string) => {
  const { icp_applets: applets } = application;
  return {
    ...application,
    icp_applets: { ...applets, principal_info: { ...applets.principal_info, verify_task_id: taskId } },
  };
};
