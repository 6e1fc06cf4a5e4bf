/** What a token of a return or of its result names: a workflow, and the permission sets that were asked for. */
export type Returning = { readonly workflowId: string; readonly permissionSets: readonly number[] };

/** The subject of such a token. No workflow id of ours holds a space. */
export const subjectOf = ({ workflowId, permissionSets }: Returning): string =>
  permissionSets.length > 0 ? `${workflowId} ${permissionSets.join(',')}` : workflowId;

/** What such a token names. */
export const returningOf = (subject: string): Returning => {
  const [workflowId = '', sets = ''] = subject.split(' ');
  return { workflowId, permissionSets: sets === '' ? [] : sets.split(',').map(Number) };
};
