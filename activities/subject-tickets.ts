import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { Sealed } from '../messages/sealed.ts';
import type { Client } from '../wechat/client.ts';
import { calling } from './wechat.ts';

/** Calls with the ticket by which an official account lends its subject. */
export const createSubjectTicketActivities = ({
  wechat,
  sealer,
}: {
  readonly wechat: Client;
  readonly sealer: Sealer;
}) => ({
  /** Asks the trial's admin to agree to the subject of an official account; not repeatable. The answer's link is for the admin. */
  mpVerifyBetaWeapp: ({ appid, account, ticket }: { appid: string; account: string; ticket: Sealed }) =>
    calling(() =>
      wechat.mpVerifyBetaWeapp(appid, { mp_appid: account, ticket: sealer.open(ticket, owners.subjectTicket) }),
    ),
});

export type SubjectTicketActivities = ReturnType<typeof createSubjectTicketActivities>;
