import type { NameWish, PartResult } from '../../messages/account-setup.ts';
import type { Hints } from '../hints.ts';
import { waitForFact } from '../wait-for-fact.ts';
import { wx } from '../wechat.ts';
import { type NameSet, sendName } from './name-sending.ts';
import type { Part } from './part.ts';
import { counterOf } from './signature.ts';

type Pushes = Hints<'wxaNicknameAudit'>;

/** Names the account (名称) where it has another name: checked first, set once, and through its audit where it needs one. */
export const setUpName = async (part: Part<NameWish>, pushes: Pushes): Promise<PartResult> => {
  const { process, appid, wish } = part;
  const { nickname, nickname_info: info } = await wx('Read the name').getAccountBasicInfo(appid, {});
  if ((info?.nickname ?? nickname) === wish.name) return { kind: 'unchanged', note: 'The account has this name.' };
  const checked = await wx('May the account have this name?').checkNickName(appid, { nick_name: wish.name });
  if (checked.hit_condition && !wish.materials?.length) {
    return { kind: 'refused', note: `The name needs material: ${checked.wording ?? 'WeChat does not say which'}.` };
  }
  const { used, of } = counterOf(info);
  if (used !== undefined && of !== undefined) {
    if (used >= of)
      return { kind: 'refused', note: `All ${of} names of this year are used; another one needs a verification.` };
    process.progress.note(part.name, `${used} of ${of} names of this year were used before this one.`);
  }
  const brought = await part.bring(wish);
  if ('refused' in brought) return brought.refused;
  const set = await sendName(part, brought.ready);
  if (set.kind === 'audit') return awaitAudit(part, pushes, set);
  return set.kind === 'named' ? named(wish) : set.result;
};

const named = ({ name }: NameWish): PartResult => ({ kind: 'changed', note: `The account is named ${name}.` });

/** Waits for the audit; where its number was lost, for the name itself, or for the push that tells of its rejection. */
const awaitAudit = async (
  part: Part<NameWish>,
  pushes: Pushes,
  { auditId }: Extract<NameSet, { kind: 'audit' }>,
): Promise<PartResult> => {
  const { process, appid, timings, wish } = part;
  const rejection = () =>
    auditId === undefined
      ? pushes.received.find(({ payload }) => payload.nickname === wish.name && payload.ret === rejectedByPush)
      : undefined;
  for (;;) {
    const decided = await waitForFact(process, {
      waitingFor: { what: "WeChat's audit of the name (名称审核)", who: 'wechat' },
      until: Date.now() + timings.auditWindow,
      every: timings.auditPoll,
      hints: pushes,
      or: () => rejection() !== undefined,
      ask: (facts, asking) => facts.awaitName({ ...asking, appid, name: wish.name, auditId }),
    });
    const reason = rejection()?.payload.reason ?? decided?.reason;
    if (decided?.passed) return named(wish);
    if (decided || rejection())
      return { kind: 'refused', note: `The name was rejected: ${reason || 'without a reason'}.` };
    await process.pause(timings.auditWindow, {
      what: 'The audit of the name takes longer than it should.',
      who: 'ops',
    });
  }
};

const rejectedByPush = 2;
