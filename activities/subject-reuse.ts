import type { Client as TemporalClient } from '@temporalio/client';
import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { Sealed } from '../messages/sealed.ts';
import type { Client } from '../wechat/client.ts';
import { WeChatError } from '../wechat/wechat-error.ts';
import { permissionSetsOf, readAuthorizerInfo } from './authorizer-info.ts';
import { authorizersSince } from './authorizer-list.ts';
import { type FoundRegistered, isTaken } from './registrations.ts';
import { calling } from './wechat.ts';

/** What counts of an official account for a registration with its subject. */
export type ReusableSubject = {
  readonly principalName: string;
  readonly verified: boolean;
  readonly permissionSets: readonly number[];
  /** The mini programs that it is linked with; absent where it does not let us see them. */
  readonly linked?: readonly string[];
};

/** An account that WeChat made; the code's `createTime` in unix seconds. */
export type MadeWithSubject = {
  readonly appid: string;
  readonly code: Sealed;
  readonly createTime: number;
  readonly verified?: boolean;
  readonly linked?: boolean;
};

/** An account to look for: made since then, in milliseconds, and not linked before. */
export type FindWithSubject = {
  readonly officialAccount: string;
  readonly subject: ReusableSubject;
  readonly since: number;
};

/** `register_type` of an account that was made with an official account's subject. */
const byOfficialAccount = 2;
/** WeChat's no where an account did not grant the set for its links. */
const notGranted: ReadonlySet<number | undefined> = new Set([48001, 61007]);

/** Registration with the subject of an official account (复用公众号主体), and the change of an admin. */
export const createSubjectReuseActivities = (deps: {
  readonly wechat: Client;
  readonly temporal: TemporalClient;
  readonly sealer: Sealer;
}) => {
  const { wechat, temporal, sealer } = deps;

  const linkedWith = async (officialAccount: string): Promise<string[] | undefined> => {
    try {
      const { wxopens } = await wechat.getLinkMiniprogram(officialAccount, {});
      return wxopens.items.flatMap(({ appid }) => appid ?? []);
    } catch (error) {
      if (error instanceof WeChatError && notGranted.has(error.failure.errcode)) return undefined;
      throw error;
    }
  };

  return {
    /** The official account as WeChat has it; `null` where it has not authorized us. */
    readSubject: (officialAccount: string): Promise<ReusableSubject | null> =>
      calling(async () => {
        const info = await readAuthorizerInfo(wechat, officialAccount);
        if (!info) return null;
        const { principal_name: principalName, verify_type_info: verification } = info.authorizer_info;
        const linked = await linkedWith(officialAccount);
        return {
          principalName: principalName ?? '',
          verified: verification?.id === 0,
          permissionSets: permissionSetsOf(info.authorization_info),
          ...(linked ? { linked } : {}),
        };
      }),

    /** Registers with the ticket of the official account's admin. Not repeatable. */
    registerWithSubject: ({
      officialAccount,
      ticket,
    }: {
      officialAccount: string;
      ticket: Sealed;
    }): Promise<MadeWithSubject> =>
      calling(async () => {
        const made = await wechat.registerMiniprogramByOffiaccount(officialAccount, {
          ticket: sealer.open(ticket, owners.consent),
        });
        const { is_wx_verify_succ: verified, is_link_succ: linked } = made;
        return {
          appid: made.appid,
          code: sealer.seal(owners.authorizationCode, made.authorization_code),
          createTime: Math.floor(Date.now() / 1_000),
          ...(verified === undefined ? {} : { verified }),
          ...(linked === undefined ? {} : { linked }),
        };
      }),

    /** The account whose answer was lost: in the authorizer list, and where it shows among the official account's links. */
    findWithSubject: ({ officialAccount, subject, since }: FindWithSubject): Promise<FoundRegistered> =>
      calling(async () => {
        const appids: string[] = [];
        for await (const { authorizer_appid: appid } of authorizersSince(wechat, since / 1_000)) {
          const { authorizer_info: account } = await wechat.getAuthorizerInfo({ authorizer_appid: appid });
          if (account.register_type !== byOfficialAccount || account.principal_name !== subject.principalName) continue;
          if (!subject.linked?.includes(appid) && !(await isTaken(temporal, appid))) appids.push(appid);
        }
        const linked = (await linkedWith(officialAccount)) ?? [];
        const newly = linked.filter((appid) => !subject.linked?.includes(appid));
        const both = appids.filter((appid) => newly.includes(appid));
        const [only, ...others] = both.length > 0 ? both : appids;
        if (only !== undefined && others.length === 0) return { kind: 'found', appid: only };
        return { kind: 'unclear', appids: [...new Set([...appids, ...newly])] };
      }),

    /** Makes the person behind the task the admin of a mini program. Not repeatable. */
    rebindAdmin: ({ appid, task }: { appid: string; task: Sealed }): Promise<void> =>
      calling(async () => {
        await wechat.componentRebindAdmin(appid, { taskid: sealer.open(task, owners.consent) });
      }),
  };
};

export type SubjectReuseActivities = ReturnType<typeof createSubjectReuseActivities>;
