import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Instant } from '../clock.ts';
import type { Records } from '../records.ts';
import { Refusal } from '../refusal.ts';
import type { OpenAccounts } from './open-accounts.ts';

/** How long a login code is good, and how long after a payment its unionid can be asked for, in milliseconds. */
const codeLife = 5 * 60_000;
const paymentLife = 5 * 60_000;

/** A payment as WeChat Pay names it. */
export type Payment = {
  readonly openid: string;
  readonly transaction_id: string;
  readonly mch_id: string;
  readonly out_trade_no: string;
};

/** A payment as a question names it: by `transaction_id`, or by the other two. */
type AskedPayment = {
  readonly openid: string;
  readonly transaction_id?: string | undefined;
  readonly mch_id?: string | undefined;
  readonly out_trade_no?: string | undefined;
};

/** Users of mini programs, who log in and pay. A user is any name; the openid follows from it and the appid. */
export type Users = {
  /** The user opens the mini program: a code of `wx.login` for 5 minutes. */
  logIn(appid: string, user: string): { readonly js_code: string; readonly openid: string };
  /** Uses a code up. Refuses: 40029 unknown, older than 5 minutes or of another mini program, 40163 used. */
  session(appid: string, code: string): { openid: string; session_key: string; unionid?: string };
  /** The user pays in the mini program. */
  pay(appid: string, user: string, order: { readonly mch_id: string; readonly out_trade_no: string }): Payment;
  /** Refuses: 40003 unknown openid, 89300 no payment of the last 5 minutes, 89002 not bound to an open account. */
  paidUnionid(appid: string, asked: AskedPayment): string;
  clear(): void;
};

type LoginCode = { readonly appid: string; readonly user: string; readonly expiresAt: Instant; used: boolean };
type Paid = Payment & { readonly appid: string; readonly at: Instant };

/** Makes users nobody has seen yet. */
export const createUsers = (deps: {
  readonly clock: Clock;
  readonly records: Records;
  readonly openAccounts: OpenAccounts;
}): Users => {
  const { clock, records, openAccounts } = deps;
  const codes = new Map<string, LoginCode>();
  const users = new Map<string, string>();
  const payments: Paid[] = [];

  const openidOf = (appid: string, user: string): string => {
    const openid = idOf(appid, user);
    users.set(`${appid} ${openid}`, user);
    return openid;
  };
  const unionidOf = (appid: string, user: string): string | undefined => {
    const open = openAccounts.of(appid);
    return open && idOf(open.open_appid, user);
  };

  return {
    logIn: (appid, user) => {
      const js_code = records.secret('login-code', `0${randomBytes(24).toString('base64url')}`);
      codes.set(js_code, { appid, user, expiresAt: clock.now() + codeLife, used: false });
      return { js_code, openid: openidOf(appid, user) };
    },
    session: (appid, code) => {
      const entry = codes.get(code);
      if (entry?.appid !== appid) throw new Refusal(40029);
      if (entry.used) throw new Refusal(40163);
      if (entry.expiresAt <= clock.now()) throw new Refusal(40029);
      entry.used = true;
      const unionid = unionidOf(appid, entry.user);
      return {
        openid: openidOf(appid, entry.user),
        session_key: records.secret('session-key', randomBytes(16).toString('base64')),
        ...(unionid ? { unionid } : {}),
      };
    },
    pay: (appid, user, order) => {
      const transaction_id = `42000${Math.floor(clock.now())}${randomBytes(4).readUInt32BE()}`;
      const payment = { openid: openidOf(appid, user), transaction_id, ...order };
      payments.push({ ...payment, appid, at: clock.now() });
      return payment;
    },
    paidUnionid: (appid, asked) => {
      const user = users.get(`${appid} ${asked.openid}`);
      if (user === undefined) throw new Refusal(40003);
      const paid = payments.some(
        (one) =>
          one.appid === appid &&
          one.openid === asked.openid &&
          one.at + paymentLife > clock.now() &&
          (asked.transaction_id === undefined
            ? one.mch_id === asked.mch_id && one.out_trade_no === asked.out_trade_no
            : one.transaction_id === asked.transaction_id),
      );
      if (!paid) throw new Refusal(89300);
      const unionid = unionidOf(appid, user);
      if (unionid === undefined) throw new Refusal(89002);
      return unionid;
    },
    clear: () => {
      for (const part of [codes, users]) part.clear();
      payments.length = 0;
    },
  };
};

const idOf = (appid: string, user: string): string =>
  `o${createHash('sha256').update(`${appid} ${user}`).digest('base64url').slice(0, 27)}`;
