import type { ActOf, People } from '../people.ts';
import { type Done, silently } from '../person.ts';
import type { Account } from './accounts.ts';
import { type Alarms, askForADay } from './alarms.ts';
import { change } from './change.ts';
import { type Application, type AuditNote, filingStatus, smsStatus } from './filing.ts';

/** Called when a review came to a new status; its promise is that of the push. */
export type Moved = (status: 3 | 4 | 5 | 6) => Promise<unknown>;

/** The reviews of filings, one after the other: the platform's, the SMS check of the principals, the bureau's (管局). */
export type FilingReviews = { begin(account: Account, application: Application, moved: Moved): void };

const photoNote: AuditNote = {
  key_name: '小程序负责人证件照片',
  error: '证件照片不清晰',
  suggest: '请重新上传清晰的证件照片',
};
const addressNote: AuditNote = { key_name: '通讯地址', error: '通讯地址不详细', suggest: '请填写到门牌号' };
const smsNote: AuditNote = {
  key_name: '短信核验',
  error: '未在规定时间内完成短信核验',
  suggest: '请重新提交并及时核验',
};

/** Makes the reviews. */
export const createFilingReviews = (deps: {
  readonly alarms: Alarms;
  readonly people: Pick<People, 'platformReviewer' | 'principal' | 'bureau'>;
}): FilingReviews => {
  const { alarms, people } = deps;
  let lastNumber = 0;

  const reject = ({ filing }: Account, status: 3 | 5, note: AuditNote, moved: Moved): Done => {
    change(filing, { status, auditData: [note] });
    return { settled: true, told: moved(status) };
  };
  const file = ({ filing }: Account, moved: Moved): Done => {
    lastNumber += 1;
    filing.status = filingStatus.filed;
    filing.recordNumber = `京ICP备${String(lastNumber).padStart(8, '0')}号-1X`;
    return { settled: true, told: moved(filingStatus.filed) };
  };
  const askBureau = (account: Account, moved: Moved) => {
    const act = (does: ActOf<'bureau'>): Done => {
      if (does === 'ignore') return silently(false);
      // Without the SMS check the bureau can't pass anything.
      if (account.filing.sms === smsStatus.timedOut)
        return reject(account, filingStatus.bureauRejected, smsNote, moved);
      return does === 'pass' ? file(account, moved) : reject(account, filingStatus.bureauRejected, addressNote, moved);
    };
    people.bureau.ask({ appid: account.appid, act });
  };
  const toBureau = (account: Account, moved: Moved): Done => {
    const { filing, appid } = account;
    change(filing, { status: filingStatus.bureauReviews, sms: smsStatus.waiting });
    const answered = (sms: 2 | 3) => {
      filing.sms = sms;
      askBureau(account, moved);
    };
    askForADay(alarms, people.principal, {
      appid,
      act: (does) => {
        if (does === 'confirm') answered(smsStatus.done);
        return silently(does === 'confirm');
      },
      expired: () => answered(smsStatus.timedOut),
    });
    return { settled: true, told: moved(filingStatus.bureauReviews) };
  };
  const review = (account: Account, does: ActOf<'platformReviewer'>, moved: Moved): Done => {
    switch (does) {
      case 'pass':
        return toBureau(account, moved);
      case 'reject':
        return reject(account, filingStatus.platformRejected, photoNote, moved);
      case 'ignore':
        return silently(false);
    }
  };

  return {
    begin: (account, application, moved) => {
      const { filing, appid } = account;
      change(filing, { status: filingStatus.platformReviews, sms: smsStatus.none, auditData: [], application });
      filing.review = people.platformReviewer.ask({ appid, act: (does) => review(account, does, moved) });
    },
  };
};
