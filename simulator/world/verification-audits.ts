import { type Clock, day } from '../clock.ts';
import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Pushes } from '../push.ts';
import type { Account } from './accounts.ts';
import type { Alarms } from './alarms.ts';
import { change } from './change.ts';
import type { Dispatch } from './verification.ts';

/** What follows from what the agency finds. */
export type Findings = {
  passed(): Promise<unknown>;
  refill(reason: string): Promise<unknown>;
  failed(reason: string): Promise<unknown>;
};

/** The audits of verifications, and the year that a passed one lasts. */
export type VerificationAudits = {
  /** Hands a verification to the agency. Who passes is verified for a year. */
  begin(account: Account, on: Findings): Dispatch;
  /** Marks an account as verified for a year; its end is told on the day, 30 and 60 days later. */
  grant(account: Account): void;
  /** Tells the platform of the end of the year (年审). */
  remind(account: Account): Promise<boolean>;
};

const year = 365 * day;
/** When the end is told, in milliseconds after it. */
const reminders = [0, 30 * day, 60 * day];

const refillReason = '营业执照图片不清晰，请重新上传';
const failReason = '主体信息与工商登记不一致';

/** Makes the audits. */
export const createVerificationAudits = (deps: {
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly verifier: People['verifier'];
  readonly pushes: Pushes;
}): VerificationAudits => {
  const { clock, alarms, verifier, pushes } = deps;

  const remind = ({ appid, name, verification }: Account) => {
    const ends = verification.expiresAt ?? clock.now();
    const date = new Date(ends).toISOString().slice(0, 10);
    const message = `账号名称: ${name}\n到期时间: ${date}\n详情: 认证年审到期，请尽快完成年审。`;
    return pushes.toPlatform('notify3rdWxaWxverify', { appid, expired: Math.floor(ends / 1000), message });
  };
  const grant = (account: Account) => {
    const { verification } = account;
    const expiresAt = clock.now() + year;
    change(verification, { verified: true, verifiedAt: clock.now(), expiresAt });
    for (const after of reminders) {
      alarms.after(year + after, () => {
        // Who was verified again has another end.
        if (verification.expiresAt !== expiresAt) return;
        verification.verified = false;
        void remind(account);
      });
    }
  };
  const decide = (account: Account, does: ActOf<'verifier'>, on: Findings): Done => {
    switch (does) {
      case 'pass':
        grant(account);
        return { settled: true, told: on.passed() };
      case 'reject':
        return { settled: true, told: on.refill(refillReason) };
      case 'fail':
        return { settled: true, told: on.failed(failReason) };
      case 'ignore':
        return silently(false);
    }
  };

  return {
    begin: (account, on) => {
      verifier.ask({ appid: account.appid, act: (does) => decide(account, does, on) });
      return {
        provider: '示例企业信用征信有限公司',
        contact: '热线电话：0755-0000000',
        dispatch_time: clock.seconds(),
      };
    },
    grant,
    remind,
  };
};
