import type { z } from 'zod';
import type { addJumpQRCode } from '../../wechat/endpoints/jumpqrcode-config.ts';
import { chinaMonth, within } from '../china-time.ts';
import type { Clock, Instant } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';
import type { Hosts } from './hosts.ts';

type Request = z.output<typeof addJumpQRCode.request>;

/** A rule for links in ordinary QR codes; 1 not published, 2 published. */
export type JumpRule = Required<Pick<Request, 'prefix' | 'path' | 'permit_sub_rule' | 'open_version' | 'debug_url'>> & {
  state: 1 | 2;
};

/** The rules of one account, by prefix, and when it published some. */
export type JumpRules = { readonly rules: Map<string, JumpRule>; readonly publications: Instant[] };

/** An account without rules. */
export const noJumpRules = (): JumpRules => ({ rules: new Map(), publications: [] });

const mostRules = 10;
const publicationsAMonth = 100;

/** Refuses a personal account: 85075. */
export const refuseJumpRules = (account: Account): void => {
  if (isPersonal(account)) throw new Refusal(85075);
};

/** How often an account may still publish this month. */
export const publicationsLeft = ({ jumpRules }: Account, clock: Clock): number =>
  publicationsAMonth - within(chinaMonth, jumpRules.publications, clock.now()).length;

/**
 * Adds a rule, or changes one that is not published. Refuses: 85075 personal, 85066 no link, 85068 a test link
 * elsewhere, 85069 no confirm file, 40097 nothing to change or published, 85071 a double, 85072 another account's,
 * 85073 full.
 */
export const addJumpRule = (
  account: Account,
  request: Request,
  { accounts, hosts }: { readonly accounts: ReadonlyMap<string, Account>; readonly hosts: Hosts },
): void => {
  refuseJumpRules(account);
  const { prefix, path, is_edit, permit_sub_rule = 1, open_version = 3, debug_url = [] } = request;
  const host = /^https?:\/\/([^/:?#]+)/.exec(prefix)?.[1];
  if (!host) throw new Refusal(85066);
  if (debug_url.some((link) => !link.startsWith(prefix))) throw new Refusal(85068);
  if (hosts.withoutConfirmFile.has(host)) throw new Refusal(85069);
  const { rules } = account.jumpRules;
  const former = rules.get(prefix);
  if (is_edit === 1) {
    if (former?.state !== 1) throw new Refusal(40097);
  } else {
    if (former) throw new Refusal(85071);
    if (isTaken(account, prefix, accounts)) throw new Refusal(85072);
    if (rules.size >= mostRules) throw new Refusal(85073);
  }
  rules.set(prefix, { prefix, path, permit_sub_rule, open_version, debug_url, state: 1 });
};

/** Whether another account has the link, or one above it with all that is below. */
const isTaken = (account: Account, prefix: string, accounts: ReadonlyMap<string, Account>) =>
  [...accounts.values()]
    .filter(({ appid }) => appid !== account.appid)
    .flatMap(({ jumpRules }) => [...jumpRules.rules.values()])
    .some((rule) => rule.prefix === prefix || (rule.permit_sub_rule === 2 && prefix.startsWith(rule.prefix)));

/**
 * Publishes a rule. Refuses: 85075 personal, 85074 never released, 85095 no such rule, 886000 100 times this month.
 */
export const publishJumpRule = (account: Account, prefix: string, clock: Clock): void => {
  refuseJumpRules(account);
  if (account.code.released.length === 0) throw new Refusal(85074);
  const rule = account.jumpRules.rules.get(prefix);
  if (!rule) throw new Refusal(85095);
  if (publicationsLeft(account, clock) <= 0) throw new Refusal(886000);
  account.jumpRules.publications.push(clock.now());
  rule.state = 2;
};
