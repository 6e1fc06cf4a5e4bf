import type { z } from 'zod';
import type { setNickName } from '../../wechat/endpoints/basic-info-management.ts';
import { chinaYear, within } from '../china-time.ts';
import type { Clock } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import { Refusal } from '../refusal.ts';
import { isPersonal } from './account-settings.ts';
import type { Account } from './accounts.ts';
import { isOpen } from './code.ts';
import { checkImage } from './media.ts';
import { isFastRegistered } from './standing.ts';

type Asked = z.output<typeof setNickName.request>;

/** One audit of a name: 1 under audit, 2 rejected, 3 passed; in unix seconds. */
export type NameAudit = {
  readonly audit_id: number;
  readonly nickname: string;
  readonly create_time: number;
  audit_stat: 1 | 2 | 3;
  audit_time?: number;
  fail_reason?: string;
};

/** The names of the accounts. */
export type Names = {
  /**
   * Whether the name needs an audit, and why. Refuses: 41033 not registered by API, 53010 malformed, 53012 forbidden,
   * 53013 taken.
   */
  check(account: Account, name: string): { hit_condition: boolean; wording: string };
  /**
   * Sets the name, or hands it to who audits names. Refuses, in this order: 91001 not registered by API, 91019 code
   * under audit, 91002 an organisation's that is released, 91003 another name under audit, 91018 used up, 91004 invalid,
   * 91007 taken, 91009 material missing, 40007 material.
   */
  set(account: Account, asked: Asked): Promise<NameAudit | undefined>;
  /** How many names of this year are used; a released organisation has none left. */
  used(account: Account): number;
};

/** How many names a calendar year has. */
export const namesAYear = 2;
/** Why a name needs an audit. */
export const nameWording = '名称可能涉及特定主体，请提供有权使用该名称的材料';

const keywords = ['腾讯', '银行', '医院', '大学', '中国'];
const forbidden = ['微信', '官方'];
const rejection = '名称与主体不符，请提供《商标注册证》等材料';

/** Makes the names. */
export const createNames = (deps: {
  readonly clock: Clock;
  readonly nameAuditor: People['nameAuditor'];
  readonly pushes: Pushes;
  readonly accounts: ReadonlyMap<string, Account>;
}): Names => {
  const { clock, nameAuditor, pushes, accounts } = deps;
  let lastId = 4_200_000;

  const isTaken = (account: Account, name: string) =>
    [...accounts.values()].some(
      (other) =>
        other !== account &&
        (other.name === name || other.settings.nameAudits.some((audit) => isPending(audit) && audit.nickname === name)),
    );
  const used = (account: Account) => {
    if (isReleasedOrganisation(account)) return namesAYear;
    const { changed } = account.settings;
    const { verifiedAt = 0 } = account.verification;
    return within(chinaYear, changed.name, clock.now()).filter((at) => at >= verifiedAt).length;
  };
  const take = (account: Account, name: string) => {
    account.name = name;
    account.settings.changed.name.push(clock.now());
  };
  const decide = (account: Account, audit: NameAudit, does: ActOf<'nameAuditor'>): Done => {
    if (does === 'ignore') return silently(false);
    audit.audit_time = clock.seconds();
    if (does === 'pass') {
      audit.audit_stat = 3;
      take(account, audit.nickname);
    } else {
      audit.audit_stat = 2;
      audit.fail_reason = rejection;
    }
    const { audit_stat: ret, nickname, fail_reason: reason = '' } = audit;
    return { settled: true, told: pushes.toAccount(account, 'wxaNicknameAudit', { ret, nickname, reason }) };
  };

  return {
    used,
    check: (account, name) => {
      if (!isFastRegistered(account)) throw new Refusal(41033);
      if (!isWellFormed(name)) throw new Refusal(53010);
      if (isForbidden(name)) throw new Refusal(53012);
      if (isTaken(account, name)) throw new Refusal(53013);
      const hit = hitsKeyword(name);
      return { hit_condition: hit, wording: hit ? nameWording : '' };
    },
    set: async (account, asked) => {
      const { nick_name: name } = asked;
      if (!isFastRegistered(account)) throw new Refusal(91001);
      if (account.code.audits.some(isOpen)) throw new Refusal(91019);
      if (isReleasedOrganisation(account)) throw new Refusal(91002);
      if (account.settings.nameAudits.some(isPending)) throw new Refusal(91003);
      if (used(account) >= namesAYear) throw new Refusal(91018);
      if (!isWellFormed(name) || isForbidden(name)) throw new Refusal(91004);
      if (isTaken(account, name)) throw new Refusal(91007);
      checkMaterials(account, asked, clock);
      if (!hitsKeyword(name)) {
        take(account, name);
        return undefined;
      }
      lastId += 1;
      const audit: NameAudit = { audit_id: lastId, nickname: name, create_time: clock.seconds(), audit_stat: 1 };
      account.settings.nameAudits.push(audit);
      const task = nameAuditor.ask({ appid: account.appid, act: (does) => decide(account, audit, does) });
      const planned = nameAuditor.planned(account.appid);
      if (planned !== 'ignore' && pushes.early('wxaNicknameAudit')) await task.act(planned);
      return audit;
    },
  };
};

const isPending = ({ audit_stat }: NameAudit) => audit_stat === 1;
const isReleasedOrganisation = (account: Account) => !isPersonal(account) && account.code.released.length > 0;
const isForbidden = (name: string) => forbidden.some((word) => name.includes(word));
const hitsKeyword = (name: string) => keywords.some((word) => name.includes(word));

/** 4 to 30 characters where a Chinese one counts twice, and without the word 小程序. */
const isWellFormed = (name: string) => {
  const width = [...name].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
  return width >= 4 && width <= 30 && !name.includes('小程序') && /^[\p{Script=Han}\p{L}\p{N}+ ·&-]+$/u.test(name);
};

/** A person sends the identity card, an organisation the licence. All media must be the account's own. */
const checkMaterials = (account: Account, asked: Asked, clock: Clock) => {
  const { nick_name: _name, id_card, license, ...others } = asked;
  if (!(isPersonal(account) ? id_card : license)) throw new Refusal(91009);
  for (const mediaId of [id_card, license, ...Object.values(others)]) if (mediaId) checkImage(account, mediaId, clock);
};
