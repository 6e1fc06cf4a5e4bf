import { owners } from '../credentials/owners.ts';
import type { Sealer } from '../credentials/sealer.ts';
import type { PlatformPublishCheckInput } from '../messages/platform-publish-check.ts';
import type { Client } from '../wechat/client.ts';
import { checkWords } from '../wechat/publish-check.ts';
import { calling } from './wechat.ts';

/** The activity of the workflow `platformPublishCheck`. */
export const createPublishCheckActivities = ({
  wechat,
  sealer,
}: {
  readonly wechat: Pick<Client, 'sendCustomMessage'>;
  readonly sealer: Sealer;
}) => ({
  /** Sends the code back to WeChat's robot. A message too many does no harm there, so it may be tried again. */
  answerPublishCheck: ({ appid, openid, code }: PlatformPublishCheckInput): Promise<void> =>
    calling(async () => {
      const content = checkWords.codeReply(sealer.open(code, owners.authorizationCode));
      await wechat.sendCustomMessage(appid, { touser: openid, msgtype: 'text', text: { content } });
    }),
});

export type PublishCheckActivities = ReturnType<typeof createPublishCheckActivities>;
