import type { Client } from '@temporalio/client';
import type { Sealer } from '../credentials/sealer.ts';
import type { Notice } from '../messages/notices.ts';
import type { ForwardingRule } from '../routing/forwarding.ts';
import { startNotice } from '../routing/notices.ts';

/** The activity by which processes tell the provider's own services. */
export const createNoticeActivities = (deps: {
  readonly temporal: Client;
  readonly sealer: Sealer;
  readonly forwardingRules: readonly ForwardingRule[];
}) => ({
  /** Hands a notice to the forwards of all rules that fit; doing it again changes nothing. */
  sendNotice: (notice: Notice): Promise<void> => startNotice({ ...deps, rules: deps.forwardingRules }, notice),
});

export type NoticeActivities = ReturnType<typeof createNoticeActivities>;
