import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { Sealed, SealedToken } from '../messages/sealed.ts';
import type { Client } from '../wechat/client.ts';
import { calling } from './wechat.ts';

/** What the platform's own credentials are got with. */
export type ComponentCredentialDeps = {
  readonly wechat: Client;
  readonly sealer: Sealer;
  /** 第三方平台 AppSecret. */
  readonly componentSecret: string;
};

/** The calls behind the entity `component`; named after WeChat's, with sealed credentials. */
export const createComponentCredentialActivities = ({ wechat, sealer, componentSecret }: ComponentCredentialDeps) => ({
  getComponentAccessToken: ({ ticket }: { ticket: Sealed }): Promise<SealedToken> =>
    calling(async () => {
      const askedAt = Date.now();
      const answer = await wechat.getComponentAccessToken({
        component_appsecret: componentSecret,
        component_verify_ticket: sealer.open(ticket, owners.componentTicket),
      });
      const token = sealer.seal(owners.componentAccessToken, answer.component_access_token);
      return { token, expiresAt: askedAt + answer.expires_in * 1_000 };
    }),

  startPushTicket: (): Promise<void> =>
    calling(async () => {
      await wechat.startPushTicket({ component_secret: componentSecret });
    }),
});

export type ComponentCredentialActivities = ReturnType<typeof createComponentCredentialActivities>;
