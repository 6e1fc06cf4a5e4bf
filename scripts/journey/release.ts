import { z } from 'zod';
import type { PrivacyGuide } from '../../messages/authorizer.ts';
import type { Player } from './player.ts';

/** Seconds instead of hours. */
const timings = { detectionPoll: 500, auditPoll: 2_000, auditWindow: 90_000, lookUpAfter: 2_000 };

/** The simulator's template 2 reads what this guide explains; without it the audit could not be submitted. */
const templateId = 2;
const guide: PrivacyGuide = {
  settings: { UserInfo: '用于展示会员的昵称与头像', Location: '用于查找附近的门店' },
  owner: { contact_email: 'privacy@example.com', notice_method: '小程序内公告' },
};

const released = z.object({ kind: z.literal('released'), userVersion: z.string() });
const account = z.object({ ledger: z.array(z.object({ userVersion: z.string() })) });

/** Releases a template to an account; the version that is online then. */
export const playRelease = async (
  { say, call, people, filed, start, followTo }: Player,
  appid: string,
): Promise<string> => {
  await call('operator', 'PUT', `/v1/authorizers/${appid}/privacy-guide`, guide);
  say('the privacy guide is declared');

  await filed(appid);
  say('the account is filed (备案)');
  await people({ person: 'auditor', does: 'pass', afterMs: 1_500 });
  const userDesc = '会员模板首次上线';
  const url = await start('/v1/code-releases', { appid, templateId, userVersion: '1.1.0', userDesc, timings });
  say(`release of template ${templateId} started`);
  const { userVersion } = released.parse((await followTo(url)).outcome);

  const { ledger } = account.parse(await call('viewer', 'GET', `/v1/authorizers/${appid}`));
  if (!ledger.some((record) => record.userVersion === userVersion)) {
    throw new Error(`The record of ${appid} does not show version ${userVersion}.`);
  }
  say(`released and read back: version ${userVersion} is online`);
  return userVersion;
};
