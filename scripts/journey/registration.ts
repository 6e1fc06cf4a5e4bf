import { z } from 'zod';
import { waitFor } from '../wait-for.ts';
import type { Player } from './player.ts';
import { inventSocialCreditCode } from './social-credit-code.ts';

/** Seconds instead of hours. */
const timings = { window: 90_000, poll: 2_000, remind: [60_000] };
const registered = z.object({ kind: z.literal('registered'), appid: z.string() });

/** Registers the mini program of an invented enterprise; its appid. */
export const playRegistration = async ({ say, people, start, followTo }: Player): Promise<string> => {
  // The legal person waits until the page was seen.
  await people({ person: 'legalPerson', does: 'ignore', afterMs: 0 });
  const url = await start('/v1/enterprise-registrations', {
    name: '示例餐饮有限公司',
    code: inventSocialCreditCode(),
    componentPhone: '13800000000',
    merchantId: 'demo',
    timings,
  });
  say('registration started');

  const { links } = await followTo(url, ({ stage }) => stage === 'face-verification');
  const page = links.find(({ rel }) => rel === 'merchant-page')?.href ?? '';
  await waitFor("A QR code on the merchant's page", 15_000, () => findQrCode(page));
  say(`the merchant's page shows the QR code: ${page}`);

  await people({ person: 'legalPerson', does: 'accept', afterMs: 500 });
  say('the legal person scans it and passes the face verification');
  const { appid } = registered.parse((await followTo(url)).outcome);
  say(`registered: ${appid}`);
  return appid;
};

const findQrCode = async (page: string): Promise<void> => {
  const html = await (await fetch(page)).text();
  if (!html.includes('<svg')) throw new Error('the page shows none.');
};
