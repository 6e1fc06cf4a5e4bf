import type { NameWish, PartResult } from '../../messages/account-setup.ts';
import { wordsOf } from '../failures.ts';
import { sendOnce } from '../send-once.ts';
import { wx, wxOnce } from '../wechat.ts';
import { mediaIdOf, openRenewal, type Part, resultOf } from './part.ts';

/** What became of a name that was sent: `auditId` is absent where it was lost with the answer. */
export type NameSet =
  | { readonly kind: 'named' }
  | { readonly kind: 'audit'; readonly auditId?: number }
  | { readonly kind: 'final'; readonly result: PartResult };

const stateForbids = 91003;
const codeUnderAudit = 91019;

/**
 * Sends the name once; `ready` has media ids in place of its materials. No call lists the audits of names: after a lost answer the account either bears the name, or a
 * second try is refused because one is under audit, which then is the first.
 */
export const sendName = (part: Part<NameWish>, ready: NameWish): Promise<NameSet> => {
  const { process, appid, timings, wish } = part;
  let current = ready;
  let lost = false;
  const renew = openRenewal(part, wish);
  return sendOnce<NameSet>(process, {
    what: 'Set the name',
    lookUpAfter: timings.lookUpAfter,
    send: async () => {
      const { audit_id: auditId } = await wxOnce('Set the name').setNickName(appid, requestOf(current));
      return auditId ? { kind: 'audit', auditId } : { kind: 'named' };
    },
    landed: async ({ effect }) => {
      lost ||= effect === 'unknown';
      const { nickname, nickname_info: info } = await wx('Has it the name?').getAccountBasicInfo(appid, {});
      return (info?.nickname ?? nickname) === wish.name ? { kind: 'named' } : undefined;
    },
    refused: async (failure) => {
      if (failure.errcode === stateForbids && lost) return { answer: { kind: 'audit' } };
      const underAudit = failure.errcode === codeUnderAudit;
      if (underAudit) {
        await process.pause(timings.auditPoll, { what: `Set the name: ${wordsOf(failure)}`, who: 'wechat' });
      }
      // That audit may have taken longer than WeChat keeps its copies.
      const fresh = underAudit ? await part.bring(wish) : await renew(failure);
      if (fresh) {
        if ('refused' in fresh) return { answer: { kind: 'final', result: fresh.refused } };
        current = fresh.ready;
        return 'again';
      }
      const result = resultOf(failure);
      return result && { answer: { kind: 'final', result } };
    },
  });
};

const requestOf = ({ name, license, idCard, materials = [] }: NameWish) => {
  const [one, two, three, four, five] = materials.map(mediaIdOf);
  return {
    nick_name: name,
    license: license && mediaIdOf(license),
    id_card: idCard && mediaIdOf(idCard),
    naming_other_stuff_1: one,
    naming_other_stuff_2: two,
    naming_other_stuff_3: three,
    naming_other_stuff_4: four,
    naming_other_stuff_5: five,
  };
};
