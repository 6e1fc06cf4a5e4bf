/** What goes on with somebody else: the admin at the link, who pays, the agency. */
export type Followed = 'admin' | 'payment' | 'audit';

/** The step of the progress for each. */
export const stepOf = { admin: 'admin-check', payment: 'payment', audit: 'audit' } as const;
